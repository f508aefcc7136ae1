using System.Globalization;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Components.Forms;
using CitizenBonds.Web.Localization;
using CitizenBonds.Web.Pages.Citizen.Parts;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>Tokens of the fair-price window for cash and back, inside the band only.</summary>
public sealed partial class WindowPage
{
    private WindowPriceView? _price;
    private OwnWindow _own = OwnWindow.Nothing;

    [Inject] public required WindowQueries Queries { get; init; }

    [Inject] public required DealAtWindow Dealing { get; init; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? WithdrawTokens { get; set; }

    [SupplyParameterFromForm(FormName = "withdraw")] public string? WithdrawPrice { get; set; }

    [SupplyParameterFromForm(FormName = "deposit")] public string? DepositTokens { get; set; }

    [SupplyParameterFromForm(FormName = "deposit")] public string? DepositPrice { get; set; }

    private Money MarketPrice => Money.FromYen(_price?.Record.Market.TokenPrice ?? 0);

    private string PriceText => MarketPrice.MinorUnits.ToString(CultureInfo.InvariantCulture);

    protected override async Task LoadAsync()
    {
        _price = await Queries.CurrentAsync(Cancelled);
        _own = await Queries.OwnAsync(UserId, Cancelled);
    }

    private Task WithdrawAsync() => DealAsync(
        WindowDirection.Withdrawal, (nameof(WithdrawTokens), WithdrawTokens), (nameof(WithdrawPrice), WithdrawPrice),
        "window-out");

    private Task DepositAsync() => DealAsync(
        WindowDirection.Deposit, (nameof(DepositTokens), DepositTokens), (nameof(DepositPrice), DepositPrice),
        "window-in");

    private async Task DealAsync(
        WindowDirection direction, (string Name, string? Text) tokens, (string Name, string? Text) price, string done)
    {
        var (quantity, yen) = (Read(tokens), Read(price));
        if (quantity is null || yen is null) return;
        Refused = (await Dealing.ExecuteAsync(
            new(direction, quantity.Value, yen.Value), Key, UserId, Now, Cancelled)).AsRefusal;
        if (Refused is null) GoTo(CitizenUrls.WithDone(CitizenUrls.Window, done));
    }

    private long? Read((string Name, string? Text) typed)
    {
        var number = TypedNumber.Parse(typed.Text);
        if (number is null) Errors.Add((typed.Name, W["FairPrice.WholeNumber"]));
        return number;
    }

    private static string Yen(long yen) => Formats.Exact(Money.FromYen(yen));
}
