/* Times in the reader's own time zone. The server writes UTC; that stays as the title, and where this does not run. */

const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const zone = new Intl.DateTimeFormat("en-GB", { timeZoneName: "short" });

for (const time of document.querySelectorAll("time[data-local]")) {
  const moment = new Date(time.dateTime);
  if (Number.isNaN(moment.getTime())) continue;
  time.title = time.textContent.trim();
  time.textContent = `${day.format(moment)} ${zone.formatToParts(moment).find((part) => part.type === "timeZoneName").value}`;
}
