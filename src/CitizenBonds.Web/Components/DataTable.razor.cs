using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>
/// A table of view records that becomes one short list per row on a phone. Its content is <see cref="Column{TRow}"/>
/// components. For nothing to show, a page uses <see cref="EmptyState"/> instead.
/// </summary>
public sealed partial class DataTable<TRow>
{
    private readonly List<Column<TRow>> _columns = [];

    /// <summary>What the table holds, in words: shown above it and read first by screen readers.</summary>
    [Parameter, EditorRequired] public required string Caption { get; set; }

    [Parameter] public string? Note { get; set; }

    [Parameter, EditorRequired] public required IReadOnlyList<TRow> Rows { get; set; }

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired] public required RenderFragment ChildContent { get; set; }

    /// <summary>False for narrow tables that fit a phone as they are.</summary>
    [Parameter] public bool Stack { get; set; } = true;

    /// <summary>Rows (tr) of totals.</summary>
    [Parameter] public RenderFragment? Totals { get; set; }

    internal void Add(Column<TRow> column) => _columns.Add(column);
}
