using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>
/// One column of a <see cref="DataTable{TRow}"/>; its content is the cell of one row (<c>context</c>).
/// </summary>
public sealed class Column<TRow> : ComponentBase
{
    [CascadingParameter] public required DataTable<TRow> Table { get; set; }

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Figures: right-aligned.</summary>
    [Parameter] public bool Number { get; set; }

    /// <summary>The column whose cell names the row.</summary>
    [Parameter] public bool IsRowName { get; set; }

    [Parameter, EditorRequired] public required RenderFragment<TRow> ChildContent { get; set; }

    internal string? CellClass => Number ? "number" : null;

    protected override void OnInitialized() => Table.Add(this);
}
