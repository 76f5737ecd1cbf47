// The event that the append bench stores: a submitted assessment of 600 bytes, as JSON.

const bytes = 600;
const ratings = Array.from({ length: 8 }, (_, n) => ({ cell: `competency-${n}@senior`, value: n % 4, evidence: [] }));

export const eventMetadata = { correlationId: '0b6f6a52-64c7-4f3c-9a3e-0d9d0f0f7f10' };
export const eventData = { ratings, note: '' };

// The note takes what is left: sealed text is just as opaque.
eventData.note = 'x'.repeat(bytes - JSON.stringify(eventData).length - JSON.stringify(eventMetadata).length);
