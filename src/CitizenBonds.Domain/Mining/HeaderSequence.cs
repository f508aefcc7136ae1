namespace CitizenBonds.Domain.Mining;

/// <summary>What is wrong with a header. When several apply, the first listed is reported.</summary>
public enum HeaderFault
{
    /// <summary>Its height is not above the one before: the input is not sorted, or holds a height twice.</summary>
    HeightNotAscending = 0,

    /// <summary>The compact target is negative, zero or easier than the chain allows.</summary>
    TargetInvalid = 1,

    /// <summary>Its hash is above its target: a single changed bit leads here.</summary>
    ProofOfWorkMissing = 2,

    /// <summary>Height 0 is not Bitcoin's first block.</summary>
    GenesisUnknown = 3,

    /// <summary>The previous hash is not that of the header one height below.</summary>
    LinkBroken = 4,

    /// <summary>Within a period of 2,016 blocks the target never moves.</summary>
    TargetChangedWithinPeriod = 5,

    /// <summary>At the start of a period the target is not what the times of the period before give.</summary>
    RetargetWrong = 6,

    /// <summary>Its time is not after the median of the eleven headers before it.</summary>
    TimeNotAfterMedian = 7,
}

/// <summary>
/// Checks headers one after another, ascending by height, gaps allowed. Every rule is applied where the headers it
/// needs have been seen; what was counted tells how often. Holds a dozen numbers, whatever the length of the input.
/// </summary>
public sealed class HeaderSequence
{
    public const int MedianSpan = 11;
    private const string GenesisHash = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";

    private readonly Queue<uint> _times = new(MedianSpan);
    private (long Height, BlockHeader Header)? _last;
    private (long Height, uint UnixSeconds, uint Bits)? _periodFirst;

    /// <summary>Height of the first header of the unbroken run that ends with the last accepted one.</summary>
    public long RunStart { get; private set; }

    public long Accepted { get; private set; }

    public long LinksChecked { get; private set; }

    public long RetargetsChecked { get; private set; }

    public long MediansChecked { get; private set; }

    /// <summary>Checks a header and, when nothing is wrong, takes it in.</summary>
    /// <returns>The fault, or null. After a fault the sequence is as it was before.</returns>
    public HeaderFault? Accept(long height, BlockHeader header)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        var continues = _last is { } last && last.Height + 1 == height;
        if (FindFault(height, header, continues) is { } fault) return fault;

        if (!continues)
        {
            RunStart = height;
            _times.Clear();
        }

        CountChecks(height, continues);
        if (_times.Count == MedianSpan) _times.Dequeue();
        _times.Enqueue(header.UnixSeconds);
        if (Retarget.IsFirstOfPeriod(height)) _periodFirst = (height, header.UnixSeconds, header.Bits);
        _last = (height, header);
        Accepted++;
        return null;
    }

    private HeaderFault? FindFault(long height, BlockHeader header, bool continues)
    {
        if (_last is { } before && height <= before.Height) return HeaderFault.HeightNotAscending;
        if (CompactTarget.FromBits(header.Bits) is null) return HeaderFault.TargetInvalid;
        if (!header.HasProofOfWork) return HeaderFault.ProofOfWorkMissing;
        if (height == 0 && header.DisplayHash != GenesisHash) return HeaderFault.GenesisUnknown;
        if (continues && header.PreviousHash != _last!.Value.Header.Hash) return HeaderFault.LinkBroken;
        if (FindTargetFault(height, header, continues) is { } fault) return fault;
        return continues && MedianIsKnown && header.UnixSeconds <= MedianTimePast()
            ? HeaderFault.TimeNotAfterMedian
            : null;
    }

    private HeaderFault? FindTargetFault(long height, BlockHeader header, bool continues)
    {
        if (!Retarget.IsFirstOfPeriod(height))
        {
            var expected = SamePeriodBits(height, continues);
            return expected is null || expected == header.Bits ? null : HeaderFault.TargetChangedWithinPeriod;
        }

        if (!RetargetIsKnown(height, continues)) return null;
        var first = _periodFirst!.Value; // RetargetIsKnown has seen it.
        var target = CompactTarget.FromBits(first.Bits)!.Value; // It was accepted with these bits.
        var next = Retarget.Next(target, first.UnixSeconds, _last!.Value.Header.UnixSeconds);
        return next.Bits == header.Bits ? null : HeaderFault.RetargetWrong;
    }

    private uint? SamePeriodBits(long height, bool continues)
    {
        if (continues) return _last!.Value.Header.Bits; // A run that continues has a last header.
        return _periodFirst is { } first && height - first.Height < Retarget.PeriodBlocks ? first.Bits : null;
    }

    private bool RetargetIsKnown(long height, bool continues) =>
        continues && _periodFirst is { } first && first.Height == height - Retarget.PeriodBlocks;

    /// <summary>Eleven headers of the run are held, or all there are since the first block of the chain.</summary>
    private bool MedianIsKnown => _times.Count == MedianSpan || (RunStart == 0 && _times.Count > 0);

    private uint MedianTimePast()
    {
        uint[] sorted = [.. _times.Order()];
        return sorted[sorted.Length / 2];
    }

    private void CountChecks(long height, bool continues)
    {
        if (!continues) return;
        LinksChecked++;
        if (MedianIsKnown) MediansChecked++;
        if (Retarget.IsFirstOfPeriod(height) && RetargetIsKnown(height, continues)) RetargetsChecked++;
    }
}
