using CitizenBonds.Application.Identity;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CitizenBonds.Web.Identity;

/// <summary>Where letters point to: the configured public address, or, while no mail server is named, the address the
/// visitor used. A forged Host header must never reach a letter that is really sent.</summary>
public sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    public const string Key = "Portal:PublicAddress";

    /// <summary>Null when none is configured.</summary>
    public Uri? Configured { get; } = Read(configuration[Key]);

    /// <summary>
    /// What a page for everyone names: the configured address, or where the portal listens; never the name a visitor
    /// called it by. Without a slash at the end.
    /// </summary>
    public string Shown => (Configured?.ToString() ?? Listening ?? "http://localhost:5080").TrimEnd('/');

    private string? Listening => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    public AccountLinks LinksFor(HttpRequest request) => new(
        Configured ?? new Uri($"{request.Scheme}://{request.Host}{request.PathBase}/"));

    private static Uri? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        return Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? address
            : throw new InvalidOperationException($"{Key} is '{text}': not an http or https address.");
    }
}
