namespace CitizenBonds.Application.Messages;

/// <summary>
/// The mail server, from configuration section "Smtp". Absent: letters stay in the outbox, readable there.
/// </summary>
/// <param name="UserName">Null when the server asks for no sign-in; then Password is not used.</param>
public sealed record SmtpSettings(
    string Host, int Port, bool UseTls, string FromAddress, string? UserName, string? Password);
