// SPDX-License-Identifier: Apache-2.0

import ConfigFile
import CryptoPrimitives
public import IntakeStore
import Sealing
public import TestimonyModel

/// What an open intake has: a campaign, its pages and a store.
///
/// Without all of these the form is closed (G11).
struct OpenIntake: Sendable {
  let campaign: Campaign
  let sealer: Sealer
  let store: any InboxStore
  let pages: [Language: FormPage]
  let receiptPage: ReceiptPage
}

/// How wide the door stands for those who come without a slip.
public struct Door: Sendable {
  let slips: SlipRule
  let perMinute: Int
  let burst: Int

  /// Takes the settings of the same names; by default a thousand may come at once.
  public init(slips: SlipRule = .optional, perMinute: Int = 1_000, burst: Int = 1_000) {
    (self.slips, self.perMinute, self.burst) = (slips, perMinute, burst)
  }
}

/// One intake: decides whether the form is open, and takes testimonies.
public struct Intake: Sendable {
  let open: OpenIntake?
  let messages: MessagePage
  let help: HelpPage
  let answer: AnswerPage
  let audio: AudioFiles
  let exit: String
  let today: @Sendable () -> Day
  let hasRoom: @Sendable () -> Bool
  let log: EventLog
  let admission: Admission
  let publicLog: LogBox
  let notice: NoticeScript?
  let published: AnswerBox
  let keyEnd: KeyEnd?
  // Lives as long as the process: it makes a plain form that is sent twice seal to the same bytes.
  let plainFormSecret: [UInt8]

  /// Puts an intake together.
  ///
  /// Without a campaign or a store the form is closed. `today` is asked for the day alone, never for anything finer;
  /// `hasRoom` says whether the disk takes more.
  public init(
    campaign: Campaign?, store: (any InboxStore)?, texts: PageTexts, exit: String,
    help: HelpLines = .none, audio: AudioFiles = .none,
    notice: NoticeScript? = nil, log: EventLog, door: Door = Door(),
    publicLog: LogBox = LogBox(), published: AnswerBox = AnswerBox(),
    today: @escaping @Sendable () -> Day, hasRoom: @escaping @Sendable () -> Bool
  ) throws {
    admission = try Admission(door.slips, perMinute: door.perMinute, burst: door.burst)
    (self.publicLog, self.published) = (publicLog, published)
    keyEnd = texts.keyEnd
    var texts = texts
    texts.exit = exit
    messages = try MessagePage(texts)
    self.help = try HelpPage(texts, help)
    answer = try AnswerPage(texts)
    (self.audio, self.exit, self.notice) = (audio, exit, notice)
    (self.today, self.hasRoom, self.log) = (today, hasRoom, log)
    plainFormSecret = try RandomBytes.fresh(32)
    guard let campaign, let store else {
      open = nil
      return
    }
    var pages: [Language: FormPage] = [:]
    for language in campaign.form.languages {
      pages[language] = try FormPage(campaign, in: language, texts: texts, audio: audio)
    }
    open = OpenIntake(
      campaign: campaign, sealer: Sealer(campaign: campaign), store: store, pages: pages,
      receiptPage: try ReceiptPage(texts, campaign: campaign.id))
  }

  /// The open intake, or why nothing is taken now.
  func state() -> Result<OpenIntake, Shut> {
    let day = today()
    guard let open, open.campaign.isOpen(on: day), keyEnd?.isOver(on: day) != true else {
      return .failure(.closed)
    }
    return hasRoom() ? .success(open) : .failure(.full)
  }

  /// Why nothing is taken.
  enum Shut: Error {
    case closed
    case full
  }

  /// The languages that a page can be in.
  var languages: [Language] { open?.campaign.form.languages ?? Language.allCases }
}
