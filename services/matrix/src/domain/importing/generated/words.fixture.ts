// What generated matrices are made of: no two statements of a language resemble each other, and many hold what splits a list badly read.
export type Language = 'ru' | 'en';

interface Words {
  readonly soft: readonly string[];
  readonly hard: readonly string[];
  readonly questions: readonly string[];
  /** What asks for proof, behind a statement. */
  readonly proof: readonly string[];
  /** Names of one level from the lowest level to the highest, synonyms beside each other. */
  readonly levels: readonly (readonly string[])[];
  readonly ranks: readonly string[];
  readonly roles: readonly string[];
}

const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/u);

export const words: Readonly<Record<Language, Words>> = {
  ru: {
    soft: lines(`
      Умение слушать коллег
      Работа с заказчиком без посредников
      Ответственность за сроки
      Открытость к критике
      Умение спорить по делу
      Планирование своего дня
      Помощь новичкам в команде
      Ведение встреч one-2-one
      Умение говорить «нет»
      Многозадачность
      Наставничество
      Инициативность
      Умение принимать ОС
      Понимание целей бизнеса: что важно сейчас, что можно отложить, чего не делать вообще
      Публичные выступления (митапы, конференции)
      Готовность дежурить 24/7
      Умение расставлять приоритеты в 2-3 проектах
      Сглаживание конфликтов, в том числе чужих`),
    hard: lines(`
      Знание синтаксиса Java (типы данных, циклы, исключения)
      Опыт работы с PostgreSQL 15
      Понимание HTTP/2 и gRPC
      Умение писать тесты (JUnit, Mockito)
      Опыт работы с Docker Compose и Kubernetes
      Знание C++ и STL
      Разработка на Node.js и TypeScript
      Настройка CI/CD (GitHub Actions, GitLab CI)
      Оптимизация SQL-запросов
      Проектирование REST API с использованием OpenAPI/Swagger
      Знание 1С:Предприятие 8.3
      Холодные звонки: от 30 в день
      Составление смет до 5 млн рублей
      Знание английского на уровне B2
      Опыт эксплуатации систем на 10 000 пользователей
      Умение программировать на нескольких языках (Python + JS/Go/Rust)
      Чтение чертежей по ГОСТ 2.105
      Внутривенные инъекции
      Понимание принципов ООП (инкапсуляция, наследование, полиморфизм)
      Подготовка отчётности по МСФО
      Опыт администрирования Linux
      Углублённое понимание многопоточности`),
    questions: ['Что изучено за последний год?', 'Как это применяется?', 'Кто может это подтвердить?', 'Сколько раз за квартал?'],
    proof: [', подтверждается примерами', ' (с подтверждением)', ', доказано на практике'],
    levels: [['Стажёр', 'Интерн'], ['Джуниор', 'Младший'], ['Джуниор+'], ['Мидл-'], ['Мидл', 'Средний'], ['Мидл+'], ['Сеньор', 'Старший'], ['Лид', 'Ведущий']],
    ranks: ['Младший', 'Старший', 'Ведущий', 'Главный'],
    roles: ['инженер', 'бухгалтер', 'дизайнер', 'менеджер по продажам', 'преподаватель'],
  },
  en: {
    soft: lines(`
      Listens to colleagues
      Works with customers directly
      Owns deadlines
      Is open to criticism
      Argues to the point
      Plans own day
      Helps newcomers settle in
      Runs one-2-one meetings
      Says "no" when needed
      Multitasking
      Mentoring
      Takes initiative
      Gives and takes feedback
      Understands the business: what matters now, what can wait, what to drop altogether
      Speaks in public (meetups, conferences)
      Is on call 24/7
      Sets priorities across 2-3 projects
      Calms conflicts, those of others included`),
    hard: lines(`
      Knows the syntax of Java (types, loops, exceptions)
      Works with PostgreSQL 15
      Understands HTTP/2 and gRPC
      Writes tests (JUnit, Mockito)
      Runs Docker Compose and Kubernetes
      Knows C++ and the STL
      Builds services in Node.js and TypeScript
      Sets up CI/CD (GitHub Actions, GitLab CI)
      Tunes SQL queries
      Designs REST APIs with OpenAPI/Swagger
      Keeps the books in SAP
      Makes at least 30 cold calls a day
      Estimates budgets of up to $5M
      Speaks English at B2
      Operates systems for 10,000 users
      Programs in several languages (Python + JS/Go/Rust)
      Reads blueprints under ISO 128
      Gives injections
      Has grasped OOP (encapsulation, inheritance, polymorphism)
      Prepares IFRS reports
      Administers Linux
      Models unit economics`),
    questions: ['What was learned last year?', 'How is it applied?', 'Who noticed?', 'How many times a quarter?'],
    proof: [', proven by deeds', ', backed by examples', ', with evidence', ', confirmed by finished work'],
    levels: [['Intern', 'Trainee'], ['Junior', 'Jun'], ['Junior+'], ['Middle-'], ['Middle', 'Regular'], ['Middle+'], ['Senior', 'Sr'], ['Senior+'], ['Lead', 'Staff'], ['Principal']],
    ranks: ['Junior', 'Middle', 'Senior', 'Lead', 'Principal'],
    roles: ['Engineer', 'Data Analyst', 'Nurse', 'Account Manager', 'Designer'],
  },
};
