namespace OrgWork.Ui;

public sealed class ReportsModel : FigurePageModel;
