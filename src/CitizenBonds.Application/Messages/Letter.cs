namespace CitizenBonds.Application.Messages;

/// <summary>A letter by e-mail, plain text.</summary>
/// <param name="EventKey">Names the event it tells of: a second letter with the same key is not written.</param>
/// <param name="Body">Lines end in \n.</param>
public sealed record Letter(string EventKey, string Subject, string Body);
