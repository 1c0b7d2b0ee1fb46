// Stages and dictionary entries the portal is born with (FACTS §8.6, §10, §11.3), in both languages.

export type DefaultStage = {
  readonly code: string;
  readonly sort: number;
  readonly en: string;
  readonly ru: string;
  readonly system?: true;
  readonly color?: string;
  readonly semantics?: 'S' | 'F';
};

export const funnelStages: readonly DefaultStage[] = [
  { code: 'NEW', sort: 10, en: 'Start', ru: 'Начало', system: true, color: '#22B9FF' },
  { code: 'PREPARATION', sort: 20, en: 'Preparation', ru: 'Подготовка', color: '#88B9FF' },
  { code: 'CLIENT', sort: 30, en: 'Client approval', ru: 'Согласование', color: '#10e5fc' },
  { code: 'SUCCESS', sort: 40, en: 'Success', ru: 'Успех', system: true, color: '#00ff00', semantics: 'S' },
  { code: 'FAIL', sort: 50, en: 'Fail', ru: 'Провал', system: true, color: '#ff0000', semantics: 'F' },
];

export const dealStages: readonly DefaultStage[] = [
  { code: 'NEW', sort: 10, en: 'New', ru: 'Новая', system: true, color: '#39A8EF' },
  { code: 'PREPARATION', sort: 20, en: 'Document preparation', ru: 'Подготовка документов', color: '#2FC6F6' },
  { code: 'PREPAYMENT_INVOICE', sort: 30, en: 'Prepayment invoice', ru: 'Cчёт на предоплату', color: '#55D0E0' },
  { code: 'EXECUTING', sort: 40, en: 'In progress', ru: 'В работе', color: '#47E4C2' },
  { code: 'FINAL_INVOICE', sort: 50, en: 'Final invoice', ru: 'Финальный счёт', color: '#FFA900' },
  { code: 'WON', sort: 60, en: 'Deal successful', ru: 'Сделка успешна', system: true, color: '#7BD500', semantics: 'S' },
  { code: 'LOSE', sort: 70, en: 'Deal failed', ru: 'Сделка провалена', system: true, color: '#FF5752', semantics: 'F' },
  { code: 'APOLOGY', sort: 80, en: 'Failure reason analysis', ru: 'Анализ причины провала', color: '#FF5752', semantics: 'F' },
];

export const leadStages: readonly DefaultStage[] = [
  { code: 'NEW', sort: 10, en: 'Unassigned', ru: 'Не обработан', system: true, color: '#39A8EF' },
  { code: 'IN_PROCESS', sort: 20, en: 'In progress', ru: 'В работе', color: '#2FC6F6' },
  { code: 'PROCESSED', sort: 30, en: 'Processed', ru: 'Обработан', color: '#55D0E0' },
  { code: 'CONVERTED', sort: 40, en: 'Good lead', ru: 'Качественный лид', system: true, color: '#7BD500', semantics: 'S' },
  { code: 'JUNK', sort: 50, en: 'Junk lead', ru: 'Некачественный лид', system: true, color: '#FF5752', semantics: 'F' },
];

export const quoteStages: readonly DefaultStage[] = [
  { code: 'DRAFT', sort: 10, en: 'New', ru: 'Новое', system: true, color: '#39A8EF' },
  { code: 'SENT', sort: 20, en: 'Sent to client', ru: 'Отправлено клиенту', color: '#2FC6F6' },
  { code: 'APPROVED', sort: 30, en: 'Accepted', ru: 'Принято', system: true, color: '#7BD500', semantics: 'S' },
  { code: 'DECLAINED', sort: 40, en: 'Declined', ru: 'Отклонено', system: true, color: '#FF5752', semantics: 'F' },
  { code: 'APOLOGY', sort: 50, en: 'Analyze decline', ru: 'Анализ причины отклонения', color: '#FF5752', semantics: 'F' },
];

/** Of the invoices of today; those of old are a dictionary with other sorts. */
export const invoiceStages: readonly DefaultStage[] = [
  { code: 'N', sort: 10, en: 'New', ru: 'Новый', system: true, color: '#39A8EF' },
  { code: 'S', sort: 20, en: 'Sent to customer', ru: 'Отправлен клиенту', color: '#2FC6F6' },
  { code: 'P', sort: 30, en: 'Paid', ru: 'Оплачен', system: true, color: '#7BD500', semantics: 'S' },
  { code: 'D', sort: 40, en: 'Unpaid', ru: 'Не оплачен', system: true, color: '#FF5752', semantics: 'F' },
];

const oldInvoiceSorts = [100, 110, 130, 140];

export const documentStages: readonly DefaultStage[] = [
  { code: 'DRAFT', sort: 10, en: 'Draft', ru: 'Черновик', system: true, color: '#00A9F4' },
  { code: 'PROCESSING', sort: 20, en: 'Under review', ru: 'На согласовании', color: '#00C9FA' },
  { code: 'SENT', sort: 30, en: 'Sent', ru: 'Отправлен', color: '#00D3E2' },
  { code: 'SEMISIGNED', sort: 40, en: 'Partially signed', ru: 'Частично подписан', color: '#FEA300' },
  { code: 'SIGNED', sort: 50, en: 'Signed', ru: 'Полностью подписан', color: '#47E4C2' },
  { code: 'ARCHIVE', sort: 60, en: 'Archived', ru: 'В архив', color: '#7BD500', semantics: 'S' },
  { code: 'NOTSIGNED', sort: 70, en: 'Not signed', ru: 'Не подписано', system: true, color: '#FF5752', semantics: 'F' },
];

export const employeeDocumentStages: readonly DefaultStage[] = [
  { code: 'DRAFT', sort: 10, en: 'Draft', ru: 'Черновик', system: true, color: '#00A9F4' },
  { code: 'COORDINATION', sort: 20, en: 'Approval', ru: 'Согласование', color: '#00C9FA' },
  { code: 'FILLING', sort: 30, en: 'Filling in', ru: 'Заполнение', color: '#00C4FB' },
  { code: 'SIGNING', sort: 40, en: 'Signing', ru: 'Подписание', color: '#00D3E2' },
  { code: 'COMPLETED', sort: 50, en: 'Completed', ru: 'Завершен', color: '#FEA300' },
  { code: 'ARCHIVE', sort: 60, en: 'Archived', ru: 'В архиве', color: '#7BD500', semantics: 'S' },
  { code: 'FAILURE', sort: 70, en: 'Not signed', ru: 'Не подписан', color: '#FF5752', system: true, semantics: 'F' },
];

/** Those of each language of a portal have codes of their own. */
const honorifics: Readonly<Record<'en' | 'ru', readonly string[]>> = { en: ['Mr.', 'Mrs.', 'Ms.', 'Dr.'], ru: ['г-н', 'г-жа'] };

export const honorificsOf = (language: 'en' | 'ru'): DefaultStage[] =>
  honorifics[language].map((name, index) => ({ code: `HNR_${language.toUpperCase()}_${index + 1}`, sort: (index + 1) * 10, en: name, ru: name }));

export const dictionaries: Readonly<Record<string, readonly DefaultStage[]>> = {
  SOURCE: [
    { code: 'CALL', sort: 10, en: 'Call', ru: 'Звонок', system: true },
    { code: 'EMAIL', sort: 20, en: 'E-Mail', ru: 'Электронная почта' },
    { code: 'WEB', sort: 30, en: 'Website', ru: 'Веб-сайт' },
    { code: 'ADVERTISING', sort: 40, en: 'Advertising', ru: 'Реклама' },
    { code: 'PARTNER', sort: 50, en: 'Existing client', ru: 'Существующий клиент' },
    { code: 'RECOMMENDATION', sort: 60, en: 'By recommendation', ru: 'По рекомендации' },
    { code: 'TRADE_SHOW', sort: 70, en: 'Show/Exhibition', ru: 'Выставка' },
    { code: 'WEBFORM', sort: 75, en: 'CRM form', ru: 'CRM-форма', system: true },
    { code: 'REPEAT_SALE', sort: 76, en: 'Repeat sales', ru: 'Повторные продажи', system: true },
    { code: 'CALLBACK', sort: 77, en: 'Callback', ru: 'Обратный звонок', system: true },
    { code: 'RC_GENERATOR', sort: 78, en: 'Sales boost', ru: 'Генератор продаж', system: true },
    { code: 'STORE', sort: 79, en: 'Online Store', ru: 'Интернет-магазин', system: true },
    { code: 'OTHER', sort: 80, en: 'Other', ru: 'Другое' },
    { code: 'BOOKING', sort: 81, en: 'Booking', ru: 'Онлайн-запись', system: true },
  ],
  CONTACT_TYPE: [
    { code: 'CLIENT', sort: 10, en: 'Clients', ru: 'Клиенты' },
    { code: 'SUPPLIER', sort: 20, en: 'Suppliers', ru: 'Поставщики' },
    { code: 'PARTNER', sort: 30, en: 'Partners', ru: 'Партнёры' },
    { code: 'OTHER', sort: 40, en: 'Other', ru: 'Другое' },
  ],
  COMPANY_TYPE: [
    { code: 'CUSTOMER', sort: 10, en: 'Client', ru: 'Клиент' },
    { code: 'SUPPLIER', sort: 20, en: 'Supplier', ru: 'Поставщик' },
    { code: 'COMPETITOR', sort: 30, en: 'Competitor', ru: 'Конкурент' },
    { code: 'PARTNER', sort: 40, en: 'Partner', ru: 'Партнёр' },
    { code: 'OTHER', sort: 50, en: 'Other', ru: 'Другое' },
  ],
  EMPLOYEES: [
    { code: 'EMPLOYEES_1', sort: 10, en: 'less than 50', ru: 'менее 50', system: true },
    { code: 'EMPLOYEES_2', sort: 20, en: '50 to 250', ru: '50-250' },
    { code: 'EMPLOYEES_3', sort: 30, en: '250 to 500', ru: '250-500' },
    { code: 'EMPLOYEES_4', sort: 40, en: 'over 500', ru: 'более 500' },
  ],
  CALL_LIST: [
    { code: 'IN_WORK', sort: 10, en: 'Scheduled', ru: 'В работе', system: true },
    { code: 'SUCCESS', sort: 20, en: 'Success', ru: 'Успешно', system: true },
    { code: 'WRONG_NUMBER', sort: 30, en: 'Invalid number', ru: 'Неверный номер', system: true },
    { code: 'STOP_CALLING', sort: 40, en: 'Do not call', ru: 'Больше не звонить', system: true },
  ],
  INDUSTRY: [
    { code: 'IT', sort: 10, en: 'Information Technology', ru: 'Информационные технологии' },
    { code: 'TELECOM', sort: 20, en: 'Telecommunication', ru: 'Телекоммуникации и связь' },
    { code: 'MANUFACTURING', sort: 30, en: 'Manufacturing', ru: 'Производство' },
    { code: 'BANKING', sort: 40, en: 'Banking Services', ru: 'Банковские услуги' },
    { code: 'CONSULTING', sort: 50, en: 'Consulting', ru: 'Консалтинг' },
    { code: 'FINANCE', sort: 60, en: 'Finance', ru: 'Финансы' },
    { code: 'GOVERNMENT', sort: 70, en: 'Government', ru: 'Правительство' },
    { code: 'DELIVERY', sort: 80, en: 'Delivery', ru: 'Доставка' },
    { code: 'ENTERTAINMENT', sort: 90, en: 'Entertainment', ru: 'Развлечения' },
    { code: 'NOTPROFIT', sort: 100, en: 'Non-profit', ru: 'Не для получения прибыли' },
    { code: 'OTHER', sort: 110, en: 'Other', ru: 'Другое', system: true },
  ],
  DEAL_TYPE: [
    { code: 'SALE', sort: 10, en: 'Sales', ru: 'Продажа', system: true },
    { code: 'COMPLEX', sort: 20, en: 'Integrated sales', ru: 'Комплексная продажа' },
    { code: 'GOODS', sort: 30, en: 'Merchandise sales', ru: 'Продажа товара' },
    { code: 'SERVICES', sort: 40, en: 'Services', ru: 'Продажа услуги' },
    { code: 'SERVICE', sort: 50, en: 'After sales service', ru: 'Сервисное обслуживание' },
  ],
};

/** Left over from older versions: their rows are there, yet nobody knows the dictionaries any more. */
export const forgottenDictionaries: Readonly<Record<string, readonly DefaultStage[]>> = {
  DEAL_STATE: [
    { code: 'PLANNED', sort: 10, en: 'Planned', ru: 'В планах' },
    { code: 'PROCESS', sort: 20, en: 'In progress', ru: 'В работе', system: true },
    { code: 'COMPLETE', sort: 30, en: 'Completed', ru: 'Выполнена', system: true },
    { code: 'CANCELED', sort: 40, en: 'Canceled', ru: 'Отменена', system: true },
  ],
  EVENT_TYPE: [
    { code: 'INFO', sort: 10, en: 'Information', ru: 'Информация', system: true },
    { code: 'PHONE', sort: 20, en: 'Phone call', ru: 'Телефонный звонок', system: true },
    { code: 'MESSAGE', sort: 30, en: 'E-mail has been sent', ru: 'Отправлен email', system: true },
  ],
  INVOICE_STATUS: invoiceStages.map((stage, index) => ({ ...stage, sort: oldInvoiceSorts[index]! })),
};
