using System.Diagnostics;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

public sealed partial class Icon
{
    [Parameter, EditorRequired] public required IconName Name { get; set; }

    private string Path => Name switch
    {
        IconName.Hall => "M3 21h18M6 18v-7M12 18v-7M18 18v-7M4 8l8-5 8 5z",
        IconName.Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v6M12 7.5v.01",
        IconName.Check => "M5 12.5l4.5 4.5L19 7.5",
        IconName.Warning => "M12 3.5L2.5 20h19zM12 10v4.5M12 17v.01",
        IconName.Next => "M5 12h14M13 6l6 6-6 6",
        IconName.Download => "M12 4v11M7 10.5l5 5 5-5M4 20h16",
        IconName.Print => "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z",
        IconName.Proof => "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
        IconName.Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
        IconName.Link => "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
        _ => throw new UnreachableException(),
    };
}
