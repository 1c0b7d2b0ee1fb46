// What the portal says, in its interface language. English is the wording of the documentation where
// it quotes one; texts are for people, a client must not recognise an error by them (FACTS §35.50).

import type { Data } from '../contract.ts';

const texts = {
  accessDenied: ['Access denied', 'Доступ запрещен'],
  typeNotFound: ['SPA not found', 'Смарт-процесс не найден'],
  itemNotFound: ['Element not found', 'Элемент не найден'],
  typeHasItems: ['You cannot delete an entity type that has elements', 'Нельзя удалить смарт-процесс, в котором есть элементы'],
  typeIdTaken: ['The value of the field "Type Identifier" must be unique', 'Значение поля "Идентификатор типа" должно быть уникальным'],
  typeSeveralFunnels: ['Cannot disable pipelines because there is more than one pipeline', 'Нельзя отключить воронки: их больше одной'],
  typeBinNotEmpty: ['Cannot disable Recycle Bin because it is not empty', 'Нельзя отключить корзину: она не пуста'],
  typeNeedsWorkplace: ['Select a workplace where the SPA will be located', 'Выберите цифровое рабочее место, где будет находиться смарт-процесс'],
  typeInImported: ['You cannot move an SPA of an imported digital workplace', 'Нельзя перенести смарт-процесс импортированного цифрового рабочего места'],
  typesRestricted: ['Maximum number of SPAs exceeded', 'Превышено максимальное количество смарт-процессов'],
  typeSettingsRestricted: ["You cannot change the SPA settings due to your plan's restrictions", 'Настройки смарт-процесса недоступны на вашем тарифе'],
  notSupported: ["Entity type '{0}' is not supported", 'Тип сущности "{0}" не поддерживается'],
  requiredField: ["The required field '{0}' is not filled", 'Не заполнено обязательное поле "{0}"'],
  tooLong: ['The value of the field "{0}" is longer than {1} characters', 'Значение поля "{0}" длиннее {1} символов'],
  title: ['Title', 'Название'],
  funnelSystemAdd: ['Adding a system category is prohibited', 'Добавление системной воронки запрещено'],
  funnelSystemDelete: ['Deletion of system category is prohibited', 'Удаление системной воронки запрещено'],
  funnelHasItems: ['Elements related to the funnel found', 'Найдены элементы, связанные с воронкой'],
  funnelIsDefault: ['This funnel is the default funnel', 'Эта воронка является воронкой по умолчанию'],
  dealFunnelHasDeals: ["Deals related to the funnel '{0}' found", 'Найдены сделки, связанные с направлением "{0}"'],
  stageTaken: ['The specified status ID already exists.', 'Указанный идентификатор статуса, уже существует.'],
  stageCodeLong: ['Exceeded maximum length of status ID: {0}.', 'Превышена максимальная длина идентификатора статуса: {0}.'],
  stageCodeSymbols: [
    'Status ID may include Latin characters, numbers, minus and underscore characters only',
    'Идентификатор статуса может содержать только латинские буквы, цифры, знаки тире и подчеркивания',
  ],
  stageSecondSuccess: ['Only one success status can exist for any one type', 'Может быть только одна успешная стадия.'],
  stageFailureBefore: ['A failure stage must come after the success stage.', 'Неуспешная стадия должна идти после успешной.'],
  stageProcessAfter: [
    'Cannot create more stages after the final stage because the final successful stage already exists. Try using sort order values less than that of the final stage.',
    'Нельзя создать стадию после финальной: успешная стадия уже существует. Укажите сортировку меньше, чем у финальной стадии.',
  ],
  stageUnknownSemantics: ['Unsupported stage semantics.', 'Неизвестная семантика стадии.'],
  stageNameRequired: ['The field Title is required.', 'Не заполнено обязательное поле "Название".'],
  stageHasItems: ['Cannot delete the stage because it contains items.', 'Нельзя удалить стадию, на которой есть элементы.'],
  workplaceNotFound: ['Digital workplace with such id not found', 'Цифровое рабочее место не найдено'],
  workplaceHasTypes: [
    'Cannot delete the workplace that has SPAs. Move them to another workplace',
    'Нельзя удалить цифровое рабочее место, в котором есть смарт-процессы. Перенесите их в другое',
  ],
  workplaceImported: ['The SPA belongs to an imported digital workplace', 'Смарт-процесс принадлежит импортированному цифровому рабочему месту'],
  workplacesExceeded: ['The number of available digital workspaces has been exceeded', 'Превышено количество доступных цифровых рабочих мест'],
  fieldsNotReadable: ['You do not have permission to view user field settings', 'У вас нет прав на просмотр настроек пользовательских полей'],
  fieldNotCreatable: ['You cannot create custom fields', 'Вы не можете создавать пользовательские поля'],
  fieldNotChangeable: ['You cannot change the settings of the user field', 'Вы не можете изменять настройки пользовательского поля'],
  fieldNotDeletable: ['You cannot delete the user field', 'Вы не можете удалить пользовательское поле'],
  fieldNameLong: ['The field name is too long (exceeds 50 symbols).', 'Слишком длинное название поля (более 50 символов).'],
  fieldNameSymbols: ['The field name contains invalid symbols. Valid symbols are: A-Z, 0-9 and _.', 'Код поля содержит недопустимые символы. Допустимы A-Z, 0-9 и _.'],
  fieldTypeMissing: ["The 'USER_TYPE_ID' field is not found.", "Не указано поле 'USER_TYPE_ID'."],
  fieldTypeUnknown: ['The custom type is invalid.', 'Указан неверный тип пользовательского поля.'],
  fieldExists: ['The field {0} for entity {1} already exists.', 'Поле {0} для объекта {1} уже существует.'],
  optionTaken: ['List element with XML_ID={0} already exists.', 'Элемент списка с XML_ID={0} уже существует.'],
  wrongStage: ['The stage does not belong to the funnel', 'Стадия не принадлежит воронке'],
} satisfies Record<string, readonly [en: string, ru: string]>;

export type TextName = keyof typeof texts;

export function say(data: Data, name: TextName, ...values: readonly (string | number)[]): string {
  const template: string = texts[name][data.language === 'ru' ? 1 : 0];
  return template.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
