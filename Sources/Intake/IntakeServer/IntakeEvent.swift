// SPDX-License-Identifier: Apache-2.0

/// Everything that the intake may ever log; the list is closed (SECURITY.md, "What is logged").
///
/// No case holds a value, and none says that a testimony came: journals add the time of day, and an arrival
/// with a time finds a person (G3).
public enum IntakeEvent: String, CaseIterable, Sendable {
  /// The server takes connections.
  case started = "started"
  /// The server was asked to end and ended.
  case stopped = "stopped"
  /// The certificate and its key were read again.
  case certificateReloaded = "certificate reloaded"
  /// The certificate or its key could not be read; the ones from before stay in use.
  case certificateUnreadable = "certificate unreadable, keeping the one in use"
  /// The form is closed: there is no campaign file, or it cannot be used.
  case closedNoCampaign = "form closed: no usable campaign file"
  /// The form is closed: the key is not the one that was announced.
  case closedOtherKey = "form closed: the campaign's fingerprint is not the announced one"
  /// The store could not write; the testimony was not acknowledged.
  case storeFailed = "the store could not write"
  /// A withdrawal could not be carried out; the person was told to try again.
  case withdrawalFailed = "a withdrawal could not be written"
  /// The public log could not be written or signed; it is tried again later.
  case logFailed = "the public log could not be published"
  /// The organisers' answer could not be used; what was served before is served on.
  case answerUnusable = "the organisers' answer cannot be used"
  /// The databases could not be tidied; it is tried again later.
  case tidyFailed = "the databases could not be tidied"
  /// The day is far after the last one that is known, or none is known: nothing leaves by its age for a week.
  case dayDoubted =
    "the date is doubted: nothing leaves by its age for now"
  /// A bundle for the analysts could not be made or let go; they were told to try later.
  case pullFailed = "a bundle for the analysts could not be made"
  /// The analysts' socket has no folder, or not one to write to; the form is served all the same.
  case pullSocketLacking = "analysts cannot pull: their socket cannot be made where it should be"
}

/// Where events go.
public struct EventLog: Sendable {
  private let write: @Sendable (IntakeEvent) -> Void

  /// Takes what is done with an event.
  public init(_ write: @escaping @Sendable (IntakeEvent) -> Void) { self.write = write }

  /// Logs one event.
  public func callAsFunction(_ event: IntakeEvent) { write(event) }
}
