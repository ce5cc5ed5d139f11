namespace OrgWork.Grassroots;

/// <summary>组织设置调整 of the year, by reason and by kind.</summary>
static class AdjustmentReports
{
    public static IReadOnlyList<Report> All =>
    [
        new()
        {
            Id = "adjustments", Number = "表27", Title = "组织设置调整", Of = OrganisationFigures.Changes, RowHead = "原因", Rows = [Lines.All, .. Lines.Codes(GrassrootsCodes.ChangeCause, "cause", 1)], Columns = [Lines.All, .. Lines.Codes(GrassrootsCodes.ChangeKind, "kind", 1)],
            Note = "年初至统计日生效的，按批准时写明的原因。", Source = "中国共产党支部工作条例（试行）", Confidence = "待核",
        },
    ];
}
