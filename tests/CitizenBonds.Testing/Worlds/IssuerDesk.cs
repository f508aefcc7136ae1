using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Identity;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Credit;
using CitizenBonds.Data.Identity;
using CitizenBonds.Domain.Credit;

namespace CitizenBonds.Testing.Worlds;

/// <summary>
/// An invented town with published figures, a deficit of two billion yen and the people who issue its bonds. Its
/// standard
/// fiscal scale is ten billion yen: in tier A it may issue 1,600,000,000 yen a year.
/// </summary>
public sealed class IssuerDesk
{
    private readonly PortalWorld _world;
    private int _keys;

    private IssuerDesk(PortalWorld world, long issuerId)
    {
        _world = world;
        IssuerId = issuerId;
        Officer = ActorOf(issuerId, PortalRole.IssuerOfficer);
        Approver = ActorOf(issuerId, PortalRole.IssuerApprover);
    }

    public const long ScaleYen = 10_000_000_000;
    public const string Code = "X00002";

    public long IssuerId { get; }

    public long PurposeId { get; private set; }

    public Actor Officer { get; }

    public Actor Approver { get; }

    public Actor Treasury { get; } = ActorOf(null, PortalRole.Treasury);

    /// <param name="debtService">Percent: under 10 is tier A, from 18 C, from 25 D.</param>
    /// <param name="scaleYen">Null: not published.</param>
    public static async Task<IssuerDesk> CreateAsync(
        PortalWorld world,
        CancellationToken cancellationToken,
        decimal debtService = 5,
        long? scaleYen = ScaleYen,
        string code = Code)
    {
        await using var portal = await world.OpenAsync(cancellationToken);
        var issuer = new IssuerRow
        {
            Code = code, Kind = IssuerKind.Municipality, NameJa = "試験市", NameEn = "Test City", IsInvented = true,
        };
        portal.Add(issuer);
        await portal.SaveChangesAsync(cancellationToken);
        var desk = new IssuerDesk(world, issuer.Id);
        await desk.PublishAsync(2023, debtService, cancellationToken, scaleYen);
        var purpose = await world.Get<OpenPurpose>().ExecuteAsync(
            new("Deficit", "令和8年度の不足", "Deficit of 2026", "2026", "2,000,000,000"),
            $"purpose-{issuer.Id}", desk.Officer, Moments.Start, cancellationToken);
        desk.PurposeId = purpose.ValueOrThrow.PurposeId;
        return desk;
    }

    public static Actor ActorOf(long? issuerId, params PortalRole[] roles) =>
        new(Guid.NewGuid(), roles.ToHashSet(), issuerId);

    public async Task PublishAsync(
        int fiscalYear, decimal debtService, CancellationToken cancellationToken, long? scaleYen = ScaleYen)
    {
        await using var portal = await _world.OpenAsync(cancellationToken);
        portal.Add(new IndicatorRow
        {
            IssuerId = IssuerId, FiscalYear = fiscalYear, Version = 1, RealDebtServiceRatio = debtService,
            HasNoFutureBurden = true, RealDeficitRatio = 0, ConsolidatedDeficitRatio = 0, FiscalCapabilityIndex = 0.5m,
            StandardFiscalScaleYen = scaleYen, Source = "test", RecordedAt = Moments.Start,
        });
        await portal.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Two hundred million yen at 1.25 % for five years, sold from 9 to 20 March 2026.</summary>
    public IssueDraftFields Fields(string size = "20,000") => new()
    {
        PurposeId = PurposeId.ToString(CultureInfo.InvariantCulture),
        TitleJa = "試験市 学校の屋根 5年債",
        TitleEn = "Test City, school roofs, five years",
        Size = size,
        Coupon = "1.25",
        SaleOpensOn = "2026-03-09",
        SaleClosesOn = "2026-03-20",
        IssueDate = "2026-04-01",
        MaturityDate = "2031-04-01",
    };

    public async Task<SavedDraft> DraftAsync(CancellationToken cancellationToken, IssueDraftFields? fields = null) =>
        (await _world.Get<StartIssueDraft>().ExecuteAsync(
            new(fields ?? Fields()), NextKey(), Officer, Moments.Start, cancellationToken)).ValueOrThrow;

    public Task<Outcome<SubmittedIssue>> SubmitAsync(
        SavedDraft draft, CancellationToken cancellationToken, string? key = null, Actor? actor = null) =>
        _world.Get<SubmitIssue>().ExecuteAsync(
            new(draft.DraftId, draft.Version), key ?? NextKey(), actor ?? Officer, Moments.Start, cancellationToken);

    /// <returns>The id of a submitted issue.</returns>
    public async Task<long> SubmittedAsync(CancellationToken cancellationToken, IssueDraftFields? fields = null)
    {
        var draft = await DraftAsync(cancellationToken, fields);
        return (await SubmitAsync(draft, cancellationToken)).ValueOrThrow.IssueId;
    }

    public string NextKey() =>
        string.Create(CultureInfo.InvariantCulture, $"desk-{IssuerId}-{Interlocked.Increment(ref _keys)}");
}
