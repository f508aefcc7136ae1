using System.Globalization;
using System.Text;

namespace CitizenBonds.Application.Market;

/// <summary>
/// Which stretches of a series' numbers hold orders that rest, so that they are found without an index that would have
/// to be written with every order. The last stretch has no end: what is promised is never too little, and is written
/// again only once many orders have come. Mutable, one thread.
/// </summary>
internal sealed class OpenPages
{
    private const int PageLength = 64;
    private const int OrdersBetweenMin = 1_024;
    private readonly List<int> _counts = [];
    private long _firstPage = -1;
    private long _nextAt;

    public void Add(long sequence)
    {
        var page = sequence / PageLength;
        if (_firstPage < 0) _firstPage = page;
        while (_firstPage + _counts.Count <= page) _counts.Add(0);
        _counts[(int)(page - _firstPage)]++;
    }

    public void Remove(long sequence) => _counts[(int)((sequence / PageLength) - _firstPage)]--;

    /// <param name="last">Number of the last order.</param>
    /// <returns>The stretches as the database writes them; null while the old ones will do.</returns>
    public string? RangesDue(long last)
    {
        if (last < _nextAt) return null;
        var emptyAtFirst = _counts.FindIndex(count => count > 0);
        if (emptyAtFirst < 0) emptyAtFirst = _counts.Count;
        _counts.RemoveRange(0, emptyAtFirst);
        _firstPage = _counts.Count == 0 ? -1 : _firstPage + emptyAtFirst;
        var ranges = new StringBuilder("{");
        var count = 0;
        for (var page = 0; page < _counts.Count; page++)
        {
            if (_counts[page] == 0) continue;
            var from = page;
            while (page + 1 < _counts.Count && _counts[page + 1] > 0) page++;
            ranges.Append(
                CultureInfo.InvariantCulture,
                $"[{(_firstPage + from) * PageLength},{(_firstPage + page + 1) * PageLength}),");
            count++;
        }

        _nextAt = last + Math.Max(OrdersBetweenMin, 2 * count); // Long lists are written less often.
        ranges.Append(CultureInfo.InvariantCulture, $"[{last + 1},)}}");
        return ranges.ToString();
    }
}
