using System.Net;
using System.Net.Mail;
using System.Text;

namespace CitizenBonds.Application.Messages;

public sealed class SmtpTransport(SmtpSettings settings) : IEmailTransport
{
    public async Task SendAsync(string toAddress, string subject, string body, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.UseTls };
        if (settings.UserName is not null)
        {
            client.Credentials = new NetworkCredential(settings.UserName, settings.Password);
        }

        using var message = new MailMessage(settings.FromAddress, toAddress, subject, body)
        {
            SubjectEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        await client.SendMailAsync(message, cancellationToken);
    }
}
