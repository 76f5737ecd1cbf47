// Who may call what, as one table. What is not for everybody is for nobody but whom a row names.

/** In the order of the table's columns. */
export const callers = [
  'nobody', // without a token
  'expired', // with HR's token of ten minutes ago
  'stranger', // an employee who has nothing to do with the participant
  'self', // the participant
  'peer', // who assesses the participant as a peer
  'manager', // the participant's
  'above', // the manager's manager
  'hr',
  'calibrator', // a role that no service knows yet
  'analyst',
  'operator',
  'editor', // of matrices: who imported the one that is asked about
  'editor2', // another one
] as const;
export type CallerName = (typeof callers)[number];

/**
 * 2xx and 304: may. 401: who are you. 403: not with your roles. 404: nothing that you may know of. Commands are sent so that whoever
 * may give them is refused for something else and nothing changes: 400 and 422 for a body that says nothing, 409 in a
 * state that has no use for it; there is nothing parked to try again. The console knows nobody by a token, its page is for browsers that
 * navigate, and its identity provider is away. The grade and the confirmation are those of a cycle in calibration.
 */
const table = `
                                                              nobody expired stranger self peer manager above hr  calibrator analyst operator editor editor2
GET  /                                                        200    200     200      200  200  200     200   200 200        200     200      200    200
GET  /live                                                    200    200     200      200  200  200     200   200 200        200     200      200    200
GET  /ready                                                   200    200     200      200  200  200     200   200 200        200     200      200    200
GET  /metrics                                                 200    200     200      200  200  200     200   200 200        200     200      200    200

GET  /*                                                       404    404     404      404  404  404     404   404 404        404     404      404    404
GET  /session                                                 401    401     401      401  401  401     401   401 401        401     401      401    401
GET  /session/sign-in                                         503    503     503      503  503  503     503   503 503        503     503      503    503
GET  /session/callback                                        401    401     401      401  401  401     401   401 401        401     401      401    401
POST /session/sign-out                                        200    200     200      200  200  200     200   200 200        200     200      200    200
GET  /api/*                                                   401    401     401      401  401  401     401   401 401        401     401      401    401
POST /api/*                                                   401    401     401      401  401  401     401   401 401        401     401      401    401
PUT  /api/*                                                   401    401     401      401  401  401     401   401 401        401     401      401    401
PATCH /api/*                                                  401    401     401      401  401  401     401   401 401        401     401      401    401
DELETE /api/*                                                 401    401     401      401  401  401     401   401 401        401     401      401    401

POST /matrices/imports                                        401    401     403      403  403  403     403   403 403        403     403      422    422
GET  /matrices/imports/:importId                              401    401     403      403  403  403     403   403 403        403     403      200    200
PUT  /matrices/imports/:importId/mapping                      401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices/imports/:importId/preview                      401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices/imports/:importId/accept                       401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices                                                401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices/:matrixId/versions                             401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices/:matrixId/versions/:version/discarding         401    401     403      403  403  403     403   403 403        403     403      409    409
POST /matrices/:matrixId/approval-policy                      401    401     403      403  403  403     403   400 403        403     403      403    403
POST /matrices/:matrixId/versions/:version/approval           401    401     403      403  403  403     403   400 403        403     403      400    400
POST /matrices/:matrixId/versions/:version/retirement         401    401     403      403  403  403     403   403 403        403     403      409    409
POST /matrices/:matrixId/versions/:version/migration          401    401     403      403  403  403     403   403 403        403     403      400    400
GET  /matrices/:matrixId/versions/:version/migration          401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /matrices/:matrixId/versions/:version/readiness          401    401     403      403  403  403     403   409 403        403     403      409    409
POST /matrices/:matrixId/versions/:version/publication        401    401     403      403  403  403     403   403 403        403     403      409    409
GET  /matrices/:matrixId/diff                                 401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /matrices/:matrixId/diff/affected                        401    401     403      403  403  403     403   200 403        403     403      200    200
GET  /catalogue                                               401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /catalogue/:entry                                        401    401     200      200  200  200     200   200 200        200     200      200    200
POST /catalogue/:entry/copies                                 401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices/:matrixId/versions/:version/changes            401    401     403      403  403  403     403   403 403        403     403      400    400
POST /matrices/:matrixId/versions/:version/changes/:number/undo 401  401     403      403  403  403     403   403 403        403     403      409    409
GET  /matrices/:matrixId/changes                              401    401     403      403  403  403     403   200 403        403     403      200    200
GET  /matrices/:matrixId/versions/:version/changes            401    401     403      403  403  403     403   200 403        403     403      200    200
GET  /matrices                                                401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /matrices/:matrixId/versions/:version                    401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /matrices/:matrixId/versions/:version/export             401    401     200      200  200  200     200   200 200        200     200      200    200

POST /directory/imports/:file                                 401    401     403      403  403  403     403   422 403        403     403      403    403
GET  /directory/people                                        401    401     403      403  403  403     403   200 403        403     403      403    403
GET  /directory/matrix-authors                                401    401     403      403  403  403     403   200 403        403     403      200    200
GET  /directory/units                                         401    401     403      403  403  403     403   200 403        403     403      403    403

POST /cycles                                                  401    401     403      403  403  403     403   400 403        403     403      403    403
POST /cycles/:cycle/opening                                   401    401     403      403  403  403     403   409 403        403     403      403    403
POST /cycles/:cycle/phases/:phase/end                         401    401     403      403  403  403     403   409 403        403     403      403    403
POST /cycles/:cycle/release                                   401    401     403      403  403  403     403   409 403        403     403      403    403
POST /cycles/:cycle/closing                                   401    401     403      403  403  403     403   409 403        403     403      403    403
POST /cycles/:cycle/cancellation                              401    401     403      403  403  403     403   409 403        403     403      403    403
GET  /cycles                                                  401    401     403      403  403  403     403   200 403        403     403      403    403
GET  /cycles/:cycle                                           401    401     403      403  403  403     403   200 403        403     403      403    403

POST /cycles/:cycle/participants                              401    401     403      403  403  403     403   400 403        403     403      403    403
POST /cycles/:cycle/participants/:person/target               401    401     404      404  404  400     400   400 404        404     404      404    404
POST /cycles/:cycle/participants/:person/raters               401    401     404      404  404  400     400   400 404        404     404      404    404
POST /cycles/:cycle/participants/:person/evidence             401    401     404      400  404  404     404   404 404        404     404      404    404
POST /cycles/:cycle/participants/:person/confirmation         401    401     404      404  404  409     409   409 404        404     404      404    404
GET  /cycles/:cycle/participants                              401    401     403      403  403  403     403   200 403        403     403      403    403
GET  /cycles/:cycle/participants/:person                      401    401     404      200  404  200     200   200 404        404     404      404    404

GET  /me                                                      401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /me/people                                               401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /tasks                                                   401    401     200      200  200  200     200   200 200        200     200      200    200
GET  /assessments/:assessment                                 401    401     404      404  200  404     404   404 404        404     404      404    404
GET  /assessments/:assessment/draft                           401    401     404      404  200  404     404   404 404        404     404      404    404
PUT  /assessments/:assessment/draft                           401    401     404      404  400  404     404   404 404        404     404      404    404
POST /assessments/:assessment/submission                      401    401     404      404  400  404     404   404 404        404     404      404    404

GET  /grades/:person                                          401    401     404      404  404  200     200   200 404        404     404      404    404
GET  /reports/distribution                                    401    401     403      403  403  403     403   200 403        403     403      403    403
GET  /reports/heatmap                                         401    401     403      403  403  403     403   200 403        403     403      403    403

GET  /operator/matrix/parked                                  401    401     403      403  403  403     403   403 403        403     200      403    403
POST /operator/matrix/parked/retry                            401    401     403      403  403  403     403   403 403        403     200      403    403
GET  /operator/matrix/parked/:projection/:kind/:id            401    401     403      403  403  403     403   403 403        403     404      403    403
POST /operator/matrix/parked/:projection/:kind/:id/retry      401    401     403      403  403  403     403   403 403        403     404      403    403
POST /operator/matrix/parked/:projection/:kind/:id/skip       401    401     403      403  403  403     403   403 403        403     400      403    403
GET  /operator/matrix/rebuilds                                401    401     403      403  403  403     403   403 403        403     200      403    403
POST /operator/matrix/rebuilds/:projection                    401    401     403      403  403  403     403   403 403        403     404      403    403
DELETE /operator/matrix/rebuilds/:projection                  401    401     403      403  403  403     403   403 403        403     404      403    403
GET  /operator/assessment/parked                              401    401     403      403  403  403     403   403 403        403     200      403    403
POST /operator/assessment/parked/retry                        401    401     403      403  403  403     403   403 403        403     200      403    403
GET  /operator/assessment/parked/:projection/:kind/:id        401    401     403      403  403  403     403   403 403        403     404      403    403
POST /operator/assessment/parked/:projection/:kind/:id/retry  401    401     403      403  403  403     403   403 403        403     404      403    403
POST /operator/assessment/parked/:projection/:kind/:id/skip   401    401     403      403  403  403     403   403 403        403     400      403    403
GET  /operator/assessment/rebuilds                            401    401     403      403  403  403     403   403 403        403     200      403    403
POST /operator/assessment/rebuilds/:projection                401    401     403      403  403  403     403   403 403        403     404      403    403
DELETE /operator/assessment/rebuilds/:projection              401    401     403      403  403  403     403   403 403        403     404      403    403
GET  /operator/reporting/parked                               401    401     403      403  403  403     403   403 403        403     200      403    403
POST /operator/reporting/parked/retry                         401    401     403      403  403  403     403   403 403        403     200      403    403
GET  /operator/reporting/parked/:projection/:kind/:id         401    401     403      403  403  403     403   403 403        403     404      403    403
POST /operator/reporting/parked/:projection/:kind/:id/retry   401    401     403      403  403  403     403   403 403        403     404      403    403
POST /operator/reporting/parked/:projection/:kind/:id/skip    401    401     403      403  403  403     403   403 403        403     400      403    403
GET  /operator/reporting/rebuilds                             401    401     403      403  403  403     403   403 403        403     200      403    403
POST /operator/reporting/rebuilds/:projection                 401    401     403      403  403  403     403   403 403        403     404      403    403
DELETE /operator/reporting/rebuilds/:projection               401    401     403      403  403  403     403   403 403        403     404      403    403
`;

export interface Row {
  readonly route: string;
  readonly expected: Readonly<Record<string, number>>;
}

const [head = '', ...lines] = table.split('\n').filter((line) => line.trim() !== '');
export const columns = head.trim().split(/\s+/);

export const rows: readonly Row[] = lines.map((line) => {
  const [method, path, ...statuses] = line.split(/\s+/);
  return { route: `${method} ${path}`, expected: Object.fromEntries(columns.map((column, at) => [column, Number(statuses[at])])) };
});
