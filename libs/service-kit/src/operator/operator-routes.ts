/** Where operators find a part of a service; with its name in it, as several services may share a process. */
export function operatorPath(service: string, part: string): string {
  return `operator/${service}/${part}`;
}

/** A controller's class under a name of its own: operation ids are made of it, and are unique in a process. */
export function namedAfter<Controller extends object>(service: string, controller: Controller, name: string): Controller {
  const unique = `${service.charAt(0).toUpperCase()}${service.slice(1)}${name}`;
  return Object.defineProperty(controller, 'name', { value: unique });
}
