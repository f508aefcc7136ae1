using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components.Forms;

public sealed partial class TextArea
{
    [Parameter] public int LengthMax { get; set; } = 4000;
}
