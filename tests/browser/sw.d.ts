// What the server puts above the service worker.
declare const VERSIE: string;
declare const BEWAARD: string[];
