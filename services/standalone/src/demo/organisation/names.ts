// Names of people who do not exist, as the two alphabets of the demo's company write them.

interface Spelling {
  readonly cyrillic: string;
  readonly latin: string;
}

export interface SurnamePair {
  readonly man: Spelling;
  readonly woman: Spelling;
}

const spellings = (...pairs: readonly [string, string][]): Spelling[] => pairs.map(([cyrillic, latin]) => ({ cyrillic, latin }));

export const menNames = spellings(
  ['Александр', 'Alexander'], ['Алексей', 'Alexey'], ['Артём', 'Artyom'], ['Борис', 'Boris'], ['Виктор', 'Viktor'], ['Глеб', 'Gleb'],
  ['Денис', 'Denis'], ['Дмитрий', 'Dmitry'], ['Егор', 'Egor'], ['Иван', 'Ivan'], ['Игорь', 'Igor'], ['Илья', 'Ilya'], ['Кирилл', 'Kirill'],
  ['Максим', 'Maxim'], ['Марат', 'Marat'], ['Никита', 'Nikita'], ['Олег', 'Oleg'], ['Павел', 'Pavel'], ['Роман', 'Roman'], ['Тимур', 'Timur'],
);

export const womenNames = spellings(
  ['Алина', 'Alina'], ['Анастасия', 'Anastasia'], ['Анна', 'Anna'], ['Вера', 'Vera'], ['Дарья', 'Darya'], ['Екатерина', 'Ekaterina'],
  ['Елена', 'Elena'], ['Ирина', 'Irina'], ['Ксения', 'Ksenia'], ['Лилия', 'Lilia'], ['Мария', 'Maria'], ['Надежда', 'Nadezhda'],
  ['Наталья', 'Natalya'], ['Ольга', 'Olga'], ['Полина', 'Polina'], ['Светлана', 'Svetlana'], ['София', 'Sofia'], ['Татьяна', 'Tatyana'],
  ['Юлия', 'Yulia'], ['Яна', 'Yana'],
);

const ending = (cyrillic: string, latin: string): SurnamePair => ({
  man: { cyrillic, latin },
  woman: { cyrillic: `${cyrillic}а`, latin: `${latin}a` },
});
const same = (cyrillic: string, latin: string): SurnamePair => ({ man: { cyrillic, latin }, woman: { cyrillic, latin } });

export const surnames: readonly SurnamePair[] = [
  ending('Абрамов', 'Abramov'), ending('Беляев', 'Belyaev'), ending('Васильев', 'Vasilyev'), ending('Галиев', 'Galiev'),
  ending('Громов', 'Gromov'), ending('Данилов', 'Danilov'), ending('Ефимов', 'Efimov'), ending('Зайцев', 'Zaitsev'),
  ending('Ильин', 'Ilyin'), ending('Калинин', 'Kalinin'), ending('Климов', 'Klimov'), ending('Лебедев', 'Lebedev'),
  ending('Макаров', 'Makarov'), ending('Нечаев', 'Nechaev'), ending('Орлов', 'Orlov'), ending('Панин', 'Panin'),
  ending('Рыбаков', 'Rybakov'), ending('Сафин', 'Safin'), ending('Титов', 'Titov'), ending('Ушаков', 'Ushakov'),
  ending('Фомин', 'Fomin'), ending('Хасанов', 'Khasanov'), ending('Чернов', 'Chernov'), ending('Яшин', 'Yashin'),
  same('Бойко', 'Boyko'), same('Гримм', 'Grimm'), same('Ким', 'Kim'), same('Левченко', 'Levchenko'), same('Мартен', 'Marten'),
  same('Шульц', 'Schulz'),
];
