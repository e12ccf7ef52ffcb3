const MOST = 5;

/** A CRM is asked from here on: fewer letters fit everybody. */
const FEWEST = 3;

/** Contacts of the phonebook that fit what was typed. @returns {Promise<any[]>} */
export async function contacts(api, typed, options = {}) {
  return (await api.get(`/contacts?q=${encodeURIComponent(typed)}&limit=${MOST}`, options)).items;
}

/** People in the CRMs that are used; they may take seconds. @returns {Promise<any[]>} */
export async function inCrm(api, typed, options = {}) {
  return typed.length < FEWEST ? [] : (await api.get(`/crm/contacts?q=${encodeURIComponent(typed)}&limit=${MOST}`, options)).items;
}
