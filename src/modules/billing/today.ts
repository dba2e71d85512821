/** Today's date where the house is: the day of the books. */
export { houseDay as today } from '#modules/system/house-day.ts';
