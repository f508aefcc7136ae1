using CitizenBonds.Application.Buyback;
using CitizenBonds.Application.Portfolio;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Pages.Citizen;

/// <summary>What I have, and what I am paid next.</summary>
public sealed partial class PortfolioPage
{
    private PortfolioView _portfolio = PortfolioView.Empty;
    private int _unread;
    private IReadOnlyList<OpenBuyback> _buybacks = [];

    [Inject] public required PortfolioQueries Portfolio { get; init; }

    [Inject] public required NoticeQueries Notices { get; init; }

    [Inject] public required BuybackOfferQueries Buybacks { get; init; }

    protected override async Task LoadAsync()
    {
        _portfolio = await Portfolio.FindAsync(UserId, Cancelled) ?? PortfolioView.Empty;
        _buybacks = await Buybacks.OpenForAsync(UserId, Now, Cancelled);
        _unread = await Notices.UnreadAsync(UserId, Cancelled);
    }
}
