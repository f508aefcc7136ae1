using CitizenBonds.Application.Offerings;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.Operations;

/// <summary>Something the calendar brought.</summary>
/// <param name="Money">Raised by the sale or paid to holders; zero when nothing moved.</param>
/// <param name="Holders">Applicants of a sale, people paid by a payment.</param>
public sealed record DoneItem(
    IssueEventKind Kind, DateTimeOffset At, string Isin, BothNames Title, Money Money, int Holders);
