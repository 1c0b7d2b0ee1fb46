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
  { code: 'DRAFT', sort: 10, en: 'Draft', ru: 'Черновик', system: true, color: '#39A8EF' },
  { code: 'SENT', sort: 20, en: 'Sent to client', ru: 'Отправлено клиенту', color: '#2FC6F6' },
  { code: 'APPROVED', sort: 30, en: 'Accepted', ru: 'Принято', system: true, color: '#7BD500', semantics: 'S' },
  { code: 'DECLAINED', sort: 40, en: 'Declined', ru: 'Отклонено', system: true, color: '#FF5752', semantics: 'F' },
  { code: 'APOLOGY', sort: 50, en: 'Failure reason analysis', ru: 'Анализ причины провала', color: '#FF5752', semantics: 'F' },
];

export const documentStages: readonly DefaultStage[] = [
  { code: 'DRAFT', sort: 10, en: 'Draft', ru: 'Черновик', system: true, color: '#00A9F4' },
  { code: 'PROCESSING', sort: 20, en: 'Processing', ru: 'Обработка', color: '#00C9FA' },
  { code: 'SENT', sort: 30, en: 'Sent', ru: 'Отправлен', color: '#00D3E2' },
  { code: 'SEMISIGNED', sort: 40, en: 'Partially signed', ru: 'Подписан частично', color: '#FEA300' },
  { code: 'SIGNED', sort: 50, en: 'Signed', ru: 'Подписан', color: '#47E4C2' },
  { code: 'ARCHIVE', sort: 60, en: 'Archived', ru: 'В архиве', color: '#7BD500', semantics: 'S' },
  { code: 'NOTSIGNED', sort: 70, en: 'Not signed', ru: 'Не подписан', system: true, color: '#FF5752', semantics: 'F' },
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
    { code: 'EMPLOYEES_2', sort: 20, en: '50-250', ru: '50-250' },
    { code: 'EMPLOYEES_3', sort: 30, en: '250-500', ru: '250-500' },
    { code: 'EMPLOYEES_4', sort: 40, en: 'over 500', ru: 'более 500' },
  ],
  INDUSTRY: [
    { code: 'IT', sort: 10, en: 'Information Technology', ru: 'Информационные технологии', system: true },
    { code: 'TELECOM', sort: 20, en: 'Telecommunication', ru: 'Телекоммуникации и связь' },
    { code: 'MANUFACTURING', sort: 30, en: 'Manufacturing', ru: 'Производство' },
    { code: 'BANKING', sort: 40, en: 'Banking Services', ru: 'Банковские услуги' },
    { code: 'OTHER', sort: 50, en: 'Other', ru: 'Другое' },
  ],
  DEAL_TYPE: [
    { code: 'SALE', sort: 10, en: 'Sales', ru: 'Продажа', system: true },
    { code: 'COMPLEX', sort: 20, en: 'Integrated sales', ru: 'Комплексная продажа' },
    { code: 'GOODS', sort: 30, en: 'Sale', ru: 'Продажа товара' },
    { code: 'SERVICES', sort: 40, en: 'Services', ru: 'Услуги' },
    { code: 'SERVICE', sort: 50, en: 'After-sale service', ru: 'Сервисное обслуживание' },
  ],
  HONORIFIC: [
    { code: 'HNR_EN_1', sort: 10, en: 'Mr.', ru: 'г-н' },
    { code: 'HNR_EN_2', sort: 20, en: 'Ms.', ru: 'г-жа' },
  ],
  CALL_LIST: [
    { code: 'IN_WORK', sort: 10, en: 'In progress', ru: 'В работе', system: true },
    { code: 'SUCCESS', sort: 20, en: 'Success', ru: 'Успешно', system: true },
    { code: 'WRONG_NUMBER', sort: 30, en: 'Wrong number', ru: 'Неправильный номер', system: true },
    { code: 'STOP_CALLING', sort: 40, en: 'Do not call', ru: 'Больше не звонить', system: true },
  ],
};
