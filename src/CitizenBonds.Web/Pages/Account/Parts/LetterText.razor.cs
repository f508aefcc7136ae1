using CitizenBonds.Application.Messages;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Account.Parts;

/// <summary>A letter as its reader would see it; a line that is an address can be followed.</summary>
public sealed partial class LetterText
{
    [Parameter, EditorRequired] public required EmailView Letter { get; set; }

    private static string? LinkOf(string line) =>
        Uri.TryCreate(line.Trim(), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? address.PathAndQuery
            : null;
}
