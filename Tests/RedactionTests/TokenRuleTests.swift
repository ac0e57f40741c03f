// SPDX-License-Identifier: Apache-2.0

import Redaction
import Testing

struct TokenRuleTests {
  @Test(arguments: [
    "он ⟦ali777⟧ там",
    "писала ⟦ali_uae⟧ каждый день",
    "he uses ⟦king_of_dubai⟧",
    "⟦lola_sweet⟧ wrote",
    "пароль ⟦qwerty123⟧",
    "paypal ⟦zari.pay⟧",
  ])
  func `tokens that no language has are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .handle)
  }

  @Test(arguments: [
    "wallet ⟦TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE⟧ usdt",
    "wallet ⟦0x742d35Cc6634C0532925a3b844Bc454e4438f44e⟧",
  ])
  func `wallets are removed`(_ marked: String) throws {
    try expectRemoved(Sample(marked), as: .account)
  }

  @Test(arguments: [
    "болела covid19",
    "a 5kg bag",
    "2020-yilda ketdim",
    "2020yilda ketdim",
    "работали 24/7",
    "iphone12 забрали",
    "gate12 and floor12",
    "oyiga500 va jami300",
    "заполни ____ тут",
  ])
  func `what only looks like such tokens is kept`(_ marked: String) throws {
    try expectKept(Sample(marked))
  }

  @Test(arguments: [
    "писал мне ⟦sunnygirl⟧"
  ])
  func `some such tokens are knowingly missed`(_ marked: String) throws {
    try expectMissed(Sample(marked))
  }
}
