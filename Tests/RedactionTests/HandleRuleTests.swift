// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct HandleRuleTests {
  @Test(arguments: [
    "Мой ник ⟦@nobody_here⟧, напишите.",
    "телеграм: ⟦nobody_here⟧",
    "В инстаграме ⟦nobody.11⟧ его фото.",
    "Telegram ⟦nobody_11⟧ orqali yozdi.",
    "whatsapp: ⟦nobody⟧",
    "Он писал мне в телеграме ⟦nobody⟧ каждый день.",
    "IMO ⟦nobody77⟧",
    "мой ник в инсте ⟦nobody_11⟧",
    "my telegram is ⟦nobody_11⟧",
    "⟦собака nobody_11⟧ это он",
    "телега: ⟦nobody нижнее подчеркивание одиннадцать⟧",
    "логин ⟦nobody11⟧",
    "инстаграмам ⟦nobody_11⟧ аст",
    "⟦@ nobody_11⟧",
    "vk ⟦id1234567⟧",
  ])
  func `names in networks are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .handle)
  }

  @Test(arguments: [
    "Он нашёл меня через телеграм и обманул.",
    "Menga telegramda yozdi.",
    "I used whatsapp and imo.",
    "5 @ 3",
  ])
  func `what only looks like names in networks is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "her name on telegram was ⟦nobodyhere⟧"
  ])
  func `some names in networks are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
