// The people of the portal: users and departments of a company that installs and repairs equipment.
// Rows are kept as the server answers them: upper-case keys, numbers as text (FACTS 2.3, 27).

import type { Data, Row } from './contract.ts';

/** Adds users and departments to data that has none. */
export function withPeople(data: Data): Data {
  const at = data.language === 'ru' ? 1 : 0;
  data.tables['departments'] ??= departments.map(([id, parent, head, ...names]) => ({
    ID: String(id), NAME: names[at] ?? names[0], SORT: 500,
    ...(parent === 0 ? {} : { PARENT: String(parent) }), ...(head === 0 ? {} : { UF_HEAD: String(head) }),
  }));
  data.tables['users'] ??= users.map((user) => userRow(user, at));
  return data;
}

const departments: readonly (readonly [id: number, parent: number, head: number, english: string, russian: string])[] = [
  [1, 0, 1, 'Service company', 'Сервисная компания'],
  [3, 1, 3, 'Sales', 'Отдел продаж'],
  [5, 1, 5, 'Repair', 'Отдел ремонта'],
];

type User = readonly [id: number, email: string, department: number, post: string, first: readonly [string, string], last: readonly [string, string]];

const users: readonly User[] = [
  [1, 'admin@example.test', 1, 'Director', ['Anna', 'Анна'], ['Weber', 'Вебер']],
  [3, 'sales@example.test', 3, 'Sales manager', ['Boris', 'Борис'], ['Novak', 'Новак']],
  [5, 'repair@example.test', 5, 'Head of repair', ['Clara', 'Клара'], ['Marin', 'Марин']],
  [7, 'engineer@example.test', 5, 'Service engineer', ['Dmitri', 'Дмитрий'], ['Orlov', 'Орлов']],
];

/** One of them has filled in her card; what is empty in the cards of the others is not answered, or empty (docs: user.get). */
const cards: Readonly<Record<number, readonly [english: Row, russian: Row]>> = {
  5: [
    {
      SECOND_NAME: 'Viktorovna', PERSONAL_PROFESSION: 'Engineer', PERSONAL_STREET: 'Mill lane, 4', PERSONAL_CITY: 'Riverside', PERSONAL_STATE: 'North',
      WORK_COMPANY: 'Service company', UF_DISTRICT: 'Old town', UF_INTERESTS: 'Old radios', UF_SKILLS: 'Pumps, compressors',
    },
    {
      SECOND_NAME: 'Викторовна', PERSONAL_PROFESSION: 'Инженер', PERSONAL_STREET: 'Мельничный переулок, 4', PERSONAL_CITY: 'Заречный',
      PERSONAL_STATE: 'Северная область', WORK_COMPANY: 'Сервисная компания', UF_DISTRICT: 'Старый город', UF_INTERESTS: 'Старые радиоприёмники',
      UF_SKILLS: 'Насосы, компрессоры',
    },
  ],
};
const cardNumbers: Readonly<Record<number, Row>> = {
  5: {
    PERSONAL_GENDER: 'F', PERSONAL_WWW: 'https://marin.example.test', PERSONAL_BIRTHDAY: '1984-03-08T03:00:00+03:00',
    PERSONAL_PHOTO: 'https://cdn.example.test/main/5/marin.jpg', PERSONAL_PHONE: '+1 555 0105', PERSONAL_MOBILE: '+1 555 0115', PERSONAL_ZIP: '10115',
    PERSONAL_COUNTRY: '2', WORK_PHONE: '+1 555 0100', UF_WEB_SITES: 'https://radios.example.test', UF_LINKEDIN: 'https://linkedin.example.test/marin',
    UF_SKYPE: 'clara.marin', UF_PHONE_INNER: '105',
  },
};

function userRow([id, email, department, post, first, last]: User, at: number): Row {
  return {
    ID: String(id), XML_ID: '', ACTIVE: 'Y', NAME: first[at] ?? first[0], LAST_NAME: last[at] ?? last[0], SECOND_NAME: '',
    TITLE: '', EMAIL: email, LAST_LOGIN: '2026-01-12T09:00:00+03:00', DATE_REGISTER: '2025-09-01T03:00:00+03:00',
    TIME_ZONE: '', IS_ONLINE: 'N', PERSONAL_GENDER: '', PERSONAL_PROFESSION: '', PERSONAL_BIRTHDAY: '',
    PERSONAL_MOBILE: '', PERSONAL_CITY: '', WORK_PHONE: '', WORK_POSITION: post, UF_EMPLOYMENT_DATE: '',
    UF_DEPARTMENT: [department], UF_PHONE_INNER: '', USER_TYPE: 'employee',
    ...cards[id]?.[at], ...cardNumbers[id],
  };
}
