using CitizenBonds.Application.Disclosure;
using CitizenBonds.Application.Issuers;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Credit;
using CitizenBonds.Web.Components;
using CitizenBonds.Web.Endpoints.PublicPages;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Issuers;

/// <summary>One issuer: figures, tier, deficits and what covered them, debts, and how it paid.</summary>
public sealed partial class IssuerPage
{
    private const int FilingsShown = 10;
    private IssuerPageView? _issuer;
    private IReadOnlyList<PublicFiling> _filings = [];
    private IReadOnlyList<OverdueFiling> _overdue = [];

    [Parameter] public string Code { get; set; } = "";

    [CascadingParameter] public required PublicRequest Request { get; set; }

    [Inject] public required IssuerPageQueries Queries { get; init; }

    [Inject] public required FilingQueries Filings { get; init; }

    [Inject] public required DutyQueries Duties { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    private static string Language => SiteCulture.CurrentLanguage;

    private IssuerPageView Issuer => _issuer ?? throw new InvalidOperationException("Rendered without an issuer.");

    private string Name => Issuer.Line.Name.In(Language);

    private string OtherName => Issuer.Line.Name.In(SiteCulture.IsJapanese ? "en" : "ja");

    private string? PrefectureName =>
        Issuer.Line is { Kind: not IssuerKind.Prefecture, Prefecture: >= 1 and <= 47 } line
        ? Components.Charts.Prefecture.All[line.Prefecture - 1].FullName
        : null;

    private string TierSentence => TierWords.SentenceOf(W, Issuer.Assessment);

    protected override async Task OnInitializedAsync()
    {
        _issuer = await Queries.FindAsync(Code, Clock.GetUtcNow(), CancellationToken.None);
        if (_issuer is null)
        {
            Request.NotFound();
            return;
        }

        _overdue = await Duties.OverdueAsync(_issuer.Line.Code, Clock.GetUtcNow(), CancellationToken.None);
        _filings = [.. (await Filings.FindAsync(Code, null, null, CancellationToken.None)).Take(FilingsShown)];
    }

    private string TextOf(PastPayment payment) =>
        payment is { State: PaymentRunState.Paid, DefaultedAt: not null, PaidAt: { } paidAt }
            ? W["Bond.PaidLate", Formats.BriefDate(PortalTime.DayOf(paidAt))]
            : W.Of(payment.State);

    private static Tone ToneOf(PastPayment payment) => payment switch
    {
        { State: PaymentRunState.Defaulted } => Tone.Harm,
        { DefaultedAt: not null } => Tone.Warning,
        _ => Tone.Good,
    };
}
