// Where data are kept, and how systems talk with each other.
import type { Competency } from '@rung/matrix-model';

import { hard, said } from '../entry.js';

export const dataAndExchange: readonly Competency[] = [
  hard(
    'files-and-databases',
    said('Файлы и базы данных', 'Files and databases'),
    ['junior', 'Работа с файлами и базами данных (SQLite, JSON)', 'Works with files and databases (SQLite, JSON)'],
    ['junior-plus', 'Опыт работы с реляционными базами данных (PostgreSQL, MySQL) и ORM (SQLAlchemy)', 'Has worked with relational databases (PostgreSQL, MySQL) and an ORM (SQLAlchemy)'],
  ),
  hard('caching', said('Кэширование', 'Caching'), ['middle-plus', 'Опыт работы с кэшированием (Redis)', 'Has worked with caching (Redis)']),
  hard(
    'http-and-apis',
    said('HTTP и API', 'HTTP and APIs'),
    ['junior', 'Понимание основ HTTP (методы GET, POST, PUT, DELETE)', 'Understands the basics of HTTP (the methods GET, POST, PUT and DELETE)'],
    ['junior-plus', 'Опыт работы с REST API', 'Has worked with REST APIs'],
    ['middle-plus', 'Умение проектировать и документировать API с использованием OpenAPI/Swagger', 'Is able to design and document APIs with OpenAPI/Swagger'],
  ),
  hard(
    'external-apis-and-protocols',
    said('Внешние API и протоколы передачи данных', 'External APIs and data transfer protocols'),
    ['middle-plus', 'Опыт работы с внешними API (OAuth, WebSockets)', 'Has worked with external APIs (OAuth, WebSockets)'],
    ['senior', 'Опыт работы с протоколами передачи данных (gRPC, WebSockets)', 'Has worked with data transfer protocols (gRPC, WebSockets)'],
  ),
  hard(
    'message-brokers',
    said('Очереди и брокеры сообщений', 'Queues and message brokers'),
    ['middle-plus', 'Опыт работы с очередями (RabbitMQ, Kafka)', 'Has worked with queues (RabbitMQ, Kafka)'],
    ['senior', 'Опыт работы с брокерами сообщений (RabbitMQ, Kafka)', 'Has worked with message brokers (RabbitMQ, Kafka)'],
  ),
  hard(
    'llm',
    said('LLM', 'LLMs'),
    ['middle-plus', 'Понимание принципов работы LLM', 'Understands the principles by which LLMs work'],
    ['senior', 'Понимание работы LLM и интеграции с внешними AI-системами', 'Understands how LLMs work and how to integrate external AI systems'],
  ),
];
