namespace CitizenBonds.Domain.Offerings;

/// <summary>
/// A retail investor may withdraw an application without reason until the sale closes and for at least four days of
/// 24 hours after applying (the reflection period of Regulation (EU) 2020/1503 article 22, adopted as our rule).
/// </summary>
public static class RetailWithdrawal
{
    public static readonly TimeSpan ReflectionPeriod = TimeSpan.FromDays(4);

    /// <summary>The first moment at which it is too late.</summary>
    public static DateTimeOffset EndsAt(DateTimeOffset appliedAt, DateTimeOffset saleClosesAt)
    {
        var reflectionEndsAt = appliedAt + ReflectionPeriod;
        return reflectionEndsAt > saleClosesAt ? reflectionEndsAt : saleClosesAt;
    }

    public static bool IsOpen(DateTimeOffset appliedAt, DateTimeOffset saleClosesAt, DateTimeOffset now) =>
        now < EndsAt(appliedAt, saleClosesAt);

    /// <summary>The earliest settlement that leaves the last applicant the whole period.</summary>
    public static DateTimeOffset EarliestSettlement(DateTimeOffset saleClosesAt) => saleClosesAt + ReflectionPeriod;
}
