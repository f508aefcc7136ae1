namespace CitizenBonds.Application.Messages;

/// <summary>Hands one letter to a mail server. Throws when the server does not take it.</summary>
public interface IEmailTransport
{
    Task SendAsync(string toAddress, string subject, string body, CancellationToken cancellationToken);
}
