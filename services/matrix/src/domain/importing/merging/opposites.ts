/** Beginnings of words that turn them into their opposite: "синхронный", "асинхронный". */
const opposites: readonly (readonly [string, string])[] = [
  ['', 'а'],
  ['', 'не'],
  ['', 'анти'],
  ['', 'де'],
  ['', 'раз'],
  ['в', 'вне'],
  ['в', 'вы'],
  ['моно', 'микро'],
  ['моно', 'много'],
  ['одно', 'много'],
  ['под', 'над'],
  ['макро', 'микро'],
  ['', 'a'],
  ['', 'un'],
  ['', 'non'],
  ['', 'non-'],
  ['', 'in'],
  ['', 'im'],
  ['', 'ir'],
  ['', 'dis'],
  ['', 'anti'],
  ['', 'de'],
  ['in', 'ex'],
  ['im', 'ex'],
  ['in', 'out'],
  ['up', 'down'],
  ['over', 'under'],
  ['mono', 'micro'],
  ['macro', 'micro'],
  ['pre', 'post'],
  ['intra', 'inter'],
  ['inter', 'exter'],
];

export function areOpposed(one: string, other: string): boolean {
  return opposites.some(([left, right]) => isPair(one, other, left, right) || isPair(other, one, left, right));
}

function isPair(one: string, other: string, left: string, right: string): boolean {
  return (
    one.startsWith(left) && other.startsWith(right) && one.length - left.length >= 3 && one.slice(left.length) === other.slice(right.length)
  );
}
