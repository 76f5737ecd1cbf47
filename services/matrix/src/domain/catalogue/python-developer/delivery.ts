// How code is tested, shipped, run and watched.
import type { Competency } from '@rung/matrix-model';

import { hard, said } from '../entry.js';

export const delivery: readonly Competency[] = [
  hard(
    'testing',
    said('Тесты', 'Tests'),
    ['junior', 'Опыт написания простых тестов с использованием unittest или pytest', 'Has written simple tests with unittest or pytest'],
    ['middle-plus', 'Опыт написания интеграционных и нагрузочных тестов', 'Has written integration and load tests'],
  ),
  hard(
    'running-and-containers',
    said('Запуск приложений и контейнеры', 'Running applications, containers'),
    ['junior', 'Умение развернуть и запустить Python-приложение (виртуальное окружение, зависимости)', 'Is able to deploy and run a Python application (virtual environment, dependencies)'],
    ['junior-plus', 'Умение работать с Docker (создание и запуск контейнеров)', 'Is able to work with Docker (creating and running containers)'],
    ['middle-plus', 'Опыт работы с Docker Compose и Kubernetes', 'Has worked with Docker Compose and Kubernetes'],
    ['senior', 'Опыт настройки и оптимизации контейнеров в Docker и Kubernetes', 'Has configured and optimised containers in Docker and Kubernetes'],
  ),
  hard(
    'ci-cd',
    said('CI/CD', 'CI/CD'),
    ['junior-plus', 'Умение настраивать и работать с CI/CD (GitHub Actions, GitLab CI)', 'Is able to set up CI/CD and work with it (GitHub Actions, GitLab CI)'],
    ['senior', 'Опыт работы с CI/CD на уровне настройки пайплайнов', 'Has worked with CI/CD to the point of configuring pipelines'],
  ),
  hard(
    'cloud-services',
    said('Облачные сервисы', 'Cloud services'),
    ['middle-plus', 'Опыт работы с облачными сервисами (AWS, Azure, Cloud.ru)', 'Has worked with cloud services (AWS, Azure, Cloud.ru)'],
  ),
  hard(
    'logging-and-monitoring',
    said('Логирование и мониторинг', 'Logging and monitoring'),
    ['junior-plus', 'Опыт работы с логированием и обработкой ошибок', 'Has worked with logging and error handling'],
    ['senior', 'Опыт работы с системами логирования и мониторинга (Grafana, Prometheus)', 'Has worked with logging and monitoring systems (Grafana, Prometheus)'],
  ),
];
