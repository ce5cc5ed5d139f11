namespace Answer;

/// <summary>A private dependency of which two modules bring different versions.</summary>
public static class Answer
{
    public const int Constant = 1;
    public static string Version => typeof(Answer).Assembly.GetName().Version!.ToString();
}
