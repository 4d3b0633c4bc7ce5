// Moments in the words and in the time of this device.

/** 'maandag 23 november, 21.58 uur' @param {Date} moment */
export function written(moment) {
  const day = moment.toLocaleDateString("nl-NL", { weekday: "long", day: "numeric", month: "long" });
  return `${day}, ${clock(moment)}`;
}

/** @param {Date} moment */
export function clock(moment) {
  return `${moment.getHours()}.${String(moment.getMinutes()).padStart(2, "0")} uur`;
}
