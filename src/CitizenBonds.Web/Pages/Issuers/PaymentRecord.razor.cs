using CitizenBonds.Application.Issuers;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Issuers;

/// <summary>How an issuer has paid, in a few words.</summary>
public sealed partial class PaymentRecord
{
    [Parameter, EditorRequired] public required IssuerLine Issuer { get; set; }
}
