using CitizenBonds.Application.Ledger;
using CitizenBonds.Application.Offerings;
using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.OpenData;

/// <summary>How to check the portal without trusting it: the very commands, with numbers that exist now.</summary>
public sealed partial class VerifyPage
{
    private BlockView? _head;
    private long _through;
    private string _isin = "ISIN";
    private string _auction = "ISIN";
    private string _hash = "HASH";

    [Inject] public required LedgerQueries Ledger { get; init; }

    [Inject] public required BondQueries Bonds { get; init; }

    [Inject] public required BondPageQueries BondPages { get; init; }

    [Inject] public required PortalClock Clock { get; init; }

    [Inject] public required PublicAddress Address { get; init; }

    private IReadOnlyList<(string Key, string Commands)> Checks =>
    [
        ("Verify.Ledger", $"""
            mkdir -p ledger
            for file in accounts transfers blocks; do
              curl -sS --compressed -o ledger/$file.ndjson "$PORTAL{LedgerFolder}/$file.ndjson"
            done
            verify ledger --export ledger
            """),
        ("Verify.Inclusion", $"""
            curl -sS --compressed -o proof.json "$PORTAL{Urls.InclusionProof(Math.Max(1, _through))}"
            verify inclusion --proof proof.json
            """),
        ("Verify.Consistency", $"""
            curl -sS --compressed -o growth.json "$PORTAL{Urls.Consistency(Math.Max(1, _through))}"
            verify consistency --proof growth.json
            """),
        ("Verify.Terms", $"""
            curl -sS --compressed -o terms.json "$PORTAL{Urls.TermsFile(_isin)}"
            verify terms --file terms.json --hash {_hash}
            """),
        ("Verify.Sale", $"""
            curl -sS --compressed -o sale.json "$PORTAL{Urls.SaleFile(_isin)}"
            verify sale --in sale.json --out allotments.json
            """),
        ("Verify.Window", $"""
            curl -sS --compressed -o windows.csv "$PORTAL{Urls.FairPriceWindows}"
            verify fair-price --in windows.csv --out bands.csv
            """),
        ("Verify.Auction", $"""
            curl -sS --compressed -o auction.json "$PORTAL{Urls.AuctionFile(_auction)}"
            verify auction-sale --in auction.json --out awards.json
            """),
    ];

    private string LedgerFolder =>
        Urls.LedgerExportFile(_through, "").Replace("/.ndjson", "", StringComparison.Ordinal);

    protected override async Task OnInitializedAsync()
    {
        _head = await Ledger.HeadAsync(CancellationToken.None);
        _through = _head is null ? 0 : _head.FirstId + _head.Count - 1;
        var now = Clock.GetUtcNow();
        var bonds = await Bonds.FindAsync(new BondFilter(), now, CancellationToken.None);
        var settled = bonds.Where(line => line.State is IssueState.Live or IssueState.Redeemed).ToList();
        _auction = settled.Find(line => line.SaleMethod == SaleMethod.Auction)?.Isin ?? _auction;
        var bond = settled.Find(line => line.SaleMethod == SaleMethod.FixedPrice);
        if (bond is null) return;
        _isin = bond.Isin;
        _hash = (await BondPages.FindAsync(bond.Isin, now, CancellationToken.None))?.TermsHash ?? _hash;
    }
}
