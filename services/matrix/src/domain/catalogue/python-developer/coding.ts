// The language, its libraries, and code that does several things at once.
import type { Competency } from '@rung/matrix-model';

import { hard, said } from '../entry.js';

export const coding: readonly Competency[] = [
  hard(
    'python-syntax',
    said('Синтаксис Python', 'Python syntax'),
    ['junior', 'Знание синтаксиса Python (типы данных, операторы, условные конструкции, циклы)', 'Knows the syntax of Python (data types, operators, conditionals, loops)'],
    ['junior-plus', 'Знание синтаксиса Python на уровне написания сложных функций и классов', 'Knows the syntax of Python well enough to write complex functions and classes'],
  ),
  hard(
    'oop-and-data-structures',
    said('ООП и структуры данных', 'OOP and data structures'),
    ['junior', 'Понимание принципов ООП (инкапсуляция, наследование, полиморфизм)', 'Understands the principles of OOP (encapsulation, inheritance, polymorphism)'],
    ['junior-plus', 'Уверенное знание ООП', 'Has a confident knowledge of OOP'],
    ['middle-plus', 'Углубленное понимание ООП и структур данных', 'Has an in-depth understanding of OOP and data structures'],
  ),
  hard(
    'libraries',
    said('Библиотеки', 'Libraries'),
    ['junior', 'Умение работать с библиотеками requests, json, os, logging', 'Is able to work with the libraries requests, json, os and logging'],
  ),
  hard(
    'data-parsing',
    said('Парсинг данных', 'Data parsing'),
    ['middle-plus', 'Опыт работы с библиотеками для парсинга данных (BeautifulSoup, lxml)', 'Has worked with libraries for parsing data (BeautifulSoup, lxml)'],
  ),
  hard(
    'asynchronous-code',
    said('Асинхронный код', 'Asynchronous code'),
    ['junior-plus', 'Опыт работы с асинхронностью (модуль asyncio)', 'Has worked with asynchrony (the asyncio module)'],
    ['middle-plus', 'Опыт написания асинхронного кода (async/await)', 'Has written asynchronous code (async/await)'],
  ),
  hard(
    'multithreading',
    said('Многопоточность', 'Multithreading'),
    ['middle-plus', 'Умение работать с многопоточностью и многопроцессорностью (модули threading, multiprocessing)', 'Is able to work with multithreading and multiprocessing (the threading and multiprocessing modules)'],
    ['senior', 'Углубленное понимание многопоточности и асинхронности в Python', 'Has an in-depth understanding of multithreading and asynchrony in Python'],
  ),
  hard(
    'bottlenecks',
    said('Узкие места в коде', 'Bottlenecks in code'),
    ['senior', 'Умение анализировать и устранять узкие места в коде', 'Is able to analyse and remove bottlenecks in code'],
  ),
  hard(
    'several-languages',
    said('Несколько языков', 'Several languages'),
    ['senior', 'Умение программировать на нескольких языках (Python + JS/Go/Rust)', 'Is able to program in several languages (Python + JS/Go/Rust)'],
  ),
];
