using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.MiningBonds;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Bonds;

/// <summary>
/// One bond in plain words: who, how much, until when, what one gets, what can go wrong; then everything else.
/// </summary>
public sealed partial class BondPage
{
    private BondPageView? _bond; // Null: not read yet, or there is none.
    private bool _isMissing;
    private MiningBondView? _mining; // Null: an ordinary bond.
    private IReadOnlyList<BuybackLine> _programmes = [];

    [Parameter] public string Isin { get; set; } = "";

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required BondPageQueries Queries { get; init; }

    [Inject] public required MiningBondQueries Mining { get; init; }

    [Inject] public required BuybackQueries Programmes { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private static string Language => SiteCulture.CurrentLanguage;

    private BondPageView Bond => _bond ?? throw new InvalidOperationException("Rendered without a bond.");

    private string Title => Bond.Line.Title.In(Language);

    private BondPayment? Late => Bond.Payments.FirstOrDefault(payment => payment.State == PaymentRunState.Defaulted);

    private Quantity OwedTokens => Bond.Line.State switch
    {
        IssueState.Live => Bond.Outstanding,
        IssueState.Announced => Bond.Line.Size,
        _ => Quantity.Zero,
    };

    private string BecomesText => W[
        "Bond.BecomesText",
        Formats.Exact(Bond.TenThousandYen.Paid),
        W.Tokens(Bond.TenThousandYen.Tokens),
        Formats.Date(Bond.Line.IssueDate),
        Formats.Date(Bond.TenThousandYen.Flows[^1].Day),
        Formats.Exact(Bond.TenThousandYen.Back)];

    private bool IsMining => Bond.Line.Product == BondProduct.PureMining;

    private bool IsIndexed => Bond.Line.Product == BondProduct.IndexLinked;

    private string Description => Bond.Line.Product switch
    {
        BondProduct.PureMining => W["Mining.AppliesHere"],
        BondProduct.IndexLinked => W["IndexLinked.AppliesHere"],
        _ => BecomesText,
    };

    private bool IsTraded => Bond.Line.State == IssueState.Live;

    /// <summary>Before an auction the price is the highest, so that the yield can only become better.</summary>
    private string YieldWord => Bond.Auction is { Outcome: null } ? W["Auction.YieldAtLeast"] : W["Bonds.YieldWord"];

    private string? CrowdText => Bond.CrowdMinimum is { } minimum
        ? W[
            "Bond.CrowdProgress",
            Formats.Percent(100m * Bond.Demand.Tokens / minimum.Tokens, 0),
            Formats.Brief(Bond.Line.Price * minimum)]
        : null;

    private string SaleText => Bond.Line.State switch
    {
        IssueState.Announced when Bond.Line.IsOpenNow => W["Bond.OpenUntil", Formats.Moment(Bond.Line.SaleClosesAt)],
        IssueState.Announced when Clock.GetUtcNow() < Bond.Line.SaleOpensAt =>
            W["Bond.OpensAt", Formats.Moment(Bond.Line.SaleOpensAt)],
        IssueState.Announced => W["Bond.Allotting", Formats.Moment(Bond.SettlesAt)],
        IssueState.Redeemed => W["Bond.RedeemedText"],
        IssueState.CrowdFailed => W["Bond.FailedText"],
        _ => W["Bond.LiveText"],
    };

    protected override async Task OnInitializedAsync()
    {
        _bond = await Queries.FindAsync(Isin, Clock.GetUtcNow(), CancellationToken.None);
        if (_bond is null)
        {
            _isMissing = true;
            Request.NotFound();
            return;
        }

        if (!_bond.IsMiningBond) return;
        _mining = await Mining.FindAsync(Isin, CancellationToken.None);
        _programmes = await Programmes.AllAsync(Isin, CancellationToken.None);
    }
}
