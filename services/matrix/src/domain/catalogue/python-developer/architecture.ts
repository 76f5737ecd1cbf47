// How systems are built, and what holds when they grow.
import type { Competency } from '@rung/matrix-model';

import { hard, said } from '../entry.js';

export const architecture: readonly Competency[] = [
  hard(
    'microservices-and-monoliths',
    said('Микросервисы и монолиты', 'Microservices and monoliths'),
    ['middle-plus', 'Понимание плюсов и минусов микросервисной и монолитной архитектуры', 'Understands the pros and cons of microservice and monolithic architecture'],
    ['senior', 'Опыт работы с микросервисами и монолитами', 'Has worked with microservices and monoliths'],
  ),
  hard(
    'application-architecture',
    said('Архитектура приложений', 'Application architecture'),
    ['senior', 'Умение разрабатывать архитектуру Python-приложений', 'Is able to design the architecture of Python applications'],
  ),
  hard(
    'event-driven-architecture',
    said('Архитектура событий', 'Event-driven architecture'),
    ['senior', 'Опыт работы с архитектурой событий (Event-Driven)', 'Has worked with event-driven architecture'],
  ),
  hard(
    'distributed-systems',
    said('Распределенные системы', 'Distributed systems'),
    ['senior', 'Понимание принципов распределенных систем', 'Understands the principles of distributed systems'],
  ),
  hard(
    'high-load',
    said('Высоконагруженные системы', 'High-load systems'),
    ['senior', 'Опыт работы с высоконагруженными системами', 'Has worked with high-load systems'],
  ),
];
