using System.Threading.RateLimiting;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>
/// How often one key may ask, on this machine: so many requests a second, and twice as many at once after a pause.
/// </summary>
internal sealed class ApiLimits : IDisposable
{
    public const string WrongKeysRetryAfter = "60";
    private const int CommandsPerSecondDefault = 100;
    private const int ReadsPerSecondDefault = 50;
    private const int WrongKeysPerMinute = 60;
    private const int PeriodsPerSecond = 10;
    private readonly PartitionedRateLimiter<Guid> _commands;
    private readonly PartitionedRateLimiter<Guid> _reads;
    private readonly PartitionedRateLimiter<string> _wrongKeys;

    public ApiLimits(IConfiguration configuration)
    {
        _commands = PerSecond(configuration.GetValue("Api:CommandsPerSecond", CommandsPerSecondDefault));
        _reads = PerSecond(configuration.GetValue("Api:ReadsPerSecond", ReadsPerSecondDefault));
        _wrongKeys = PartitionedRateLimiter.Create<string, string>(
            address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = WrongKeysPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0,
            }));
    }

    /// <returns>False when the key has to wait.</returns>
    public bool MayAsk(Guid key, bool isCommand)
    {
        using var lease = (isCommand ? _commands : _reads).AttemptAcquire(key);
        return lease.IsAcquired;
    }

    /// <returns>False when too many wrong keys came from the address.</returns>
    public bool CountWrongKey(string address)
    {
        using var lease = _wrongKeys.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _commands.Dispose();
        _reads.Dispose();
        _wrongKeys.Dispose();
    }

    private static PartitionedRateLimiter<Guid> PerSecond(int permits) => PartitionedRateLimiter.Create<Guid, Guid>(
        key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 2 * permits,
            TokensPerPeriod = Math.Max(1, permits / PeriodsPerSecond),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) / PeriodsPerSecond,
            QueueLimit = 0,
        }));
}
