using System.Globalization;
using CitizenBonds.Application.FairPrice;
using CitizenBonds.Domain.FairPrice;

namespace CitizenBonds.Web.Endpoints.OpenData;

/// <summary>
/// The fair-price window as files. The first seven columns of both are what <c>citizenbonds-verify fair-price</c>
/// reads; what it answers must be the columns that follow.
/// </summary>
internal static class WindowDownloads
{
    private static readonly OpenTable<WindowPriceView> Prices = new(
    [
        .. Inputs<WindowPriceView>(view => view, view => view.Record.Market.TokenPrice),
        new("number", view => view.Record.Number),
        new("published_unix_ms", view => view.Record.PublishedAt.ToUnixTimeMilliseconds()),
        new("joules_per_hash", view => Text(view.Record.Market.JoulesPerHash)),
        new("yen_per_kilowatt_hour", view => Text(view.Record.Market.PricePerKilowattHour)),
        new("electricity_floor", view => Text(view.ElectricityFloor)),
        new("sources", view => view.Record.Sources),
        new("previous_sha256", view => view.Record.PreviousHash.ToString()),
        new("sha256", view => view.Hash.ToString()),
    ]);

    private static readonly OpenTable<(WindowDealLine Deal, WindowPriceView Price)> Deals = new(
    [
        .. Inputs<(WindowDealLine Deal, WindowPriceView Price)>(
            row => row.Price, row => row.Deal.PaidPerToken.MinorUnits),
        new("deal", row => row.Deal.Id),
        new("dealt_at", row => row.Deal.DealtAt),
        new("direction", row => row.Deal.Direction == WindowDirection.Deposit ? "deposit" : "withdrawal"),
        new("tokens", row => row.Deal.Tokens.Tokens),
        new("amount_yen", row => row.Deal.Amount.MinorUnits),
        new("transfer", row => row.Deal.TransferId),
        new("number", row => row.Deal.PriceNumber),
    ]);

    public static Task ServePricesAsync(HttpContext http, WindowQueries queries) => OpenDataResponse.WriteAsync(
        http, OpenDataResponse.Csv, neverChanges: false,
        (output, token) => Prices.WriteCsvAsync(output, queries.AllPricesAsync(token), token));

    public static Task ServeDealsAsync(HttpContext http, WindowQueries queries) => OpenDataResponse.WriteAsync(
        http, OpenDataResponse.Csv, neverChanges: false,
        (output, token) => Deals.WriteCsvAsync(output, queries.AllDealsAsync(token), token));

    private static IEnumerable<OpenColumn<TRow>> Inputs<TRow>(
        Func<TRow, WindowPriceView> view, Func<TRow, long> price) =>
    [
        new("height", row => view(row).Record.Inputs.Height),
        new("difficulty", row => Text(view(row).Record.Inputs.Difficulty)),
        new("btc_price", row => Text(view(row).Record.Inputs.CoinPrice)),
        new("k", row => Text(view(row).Record.Inputs.Constant)),
        new("epsilon", row => Text(view(row).Record.Inputs.Margin)),
        new("deposit_price", row => price(row)),
        new("withdraw_price", row => price(row)),
        new("K", row => Text(view(row).Window.K)),
        new("upper", row => Text(view(row).Window.Upper)),
        new("lower", row => Text(view(row).Window.Lower)),
        new("deposit_allowed", row => view(row).Window.AllowsDeposit(price(row))),
        new("withdraw_allowed", row => view(row).Window.AllowsWithdrawal(price(row))),
    ];

    /// <summary>In the shortest digits that read back the same.</summary>
    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
