namespace CitizenBonds.Domain.Pricing.Gru;

/// <param name="Now">I, above zero.</param>
/// <param name="AtIssue">I0, above zero.</param>
/// <param name="Weight">w, how much of the index movement the bond takes part in; 0 for none.</param>
public sealed record IndexLink(double Now, double AtIssue, double Weight)
{
    public double Ratio => Now / AtIssue;

    public IndexLink Checked()
    {
        if (!(double.IsFinite(Now) && Now > 0)) throw new ArgumentOutOfRangeException(nameof(Now));
        if (!(double.IsFinite(AtIssue) && AtIssue > 0)) throw new ArgumentOutOfRangeException(nameof(AtIssue));
        return double.IsFinite(Weight) ? this : throw new ArgumentOutOfRangeException(nameof(Weight));
    }
}
