namespace CitizenBonds.Web.Components.Charts;

/// <param name="Label">What the point stands for, in words: a date, a city.</param>
/// <param name="Value">Its height, in whatever the chart measures; for drawing only.</param>
/// <param name="Text">The value as people read it, with its unit.</param>
public sealed record ChartPoint(string Label, double Value, string Text);
