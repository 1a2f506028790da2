// What waits to be sent, in IndexedDB, because photos do not fit in localStorage. Each entry belongs to one person.
const NAME = "kw";
const STORE = "queue";

const opened = new Promise((resolve, reject) => {
  if (!("indexedDB" in window)) {
    reject(new Error("no IndexedDB"));
    return;
  }
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
// Who asks for it hears of a failure; nobody may ever ask
opened.catch(() => {});

async function run(mode, work) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = work(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const put = (entry) => run("readwrite", (store) => store.put(entry));
export const remove = (id) => run("readwrite", (store) => store.delete(id));

// The entries of one person, the oldest first.
export async function waiting(person) {
  const entries = await run("readonly", (store) => store.getAll());
  return entries.filter((entry) => entry.person === person).sort((left, right) => left.at - right.at);
}
