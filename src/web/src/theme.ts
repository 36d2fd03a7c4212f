import type { ThemeConfig } from 'antd'

/** Ink green of a ledger cover; contrast of text at least 4.5 to 1. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0c5c46',
    colorInfo: '#20705a',
    colorInfoBg: '#e6f1ec',
    colorInfoBorder: '#b9d6c8',
    colorPrimaryBg: '#e6f1ec',
    colorLink: '#0c5c46',
    colorWarningBg: '#fff7e8',
    colorWarningBorder: '#e6c489',
    colorErrorBg: '#fdf0ed',
    colorErrorBorder: '#e7b3a8',
    colorSuccessBg: '#e6f4ec',
    colorSuccessBorder: '#a9d3bb',
    colorSuccess: '#1c7a4f',
    colorWarning: '#a66300',
    colorError: '#b3321f',
    colorText: '#17241f',
    colorTextSecondary: '#4d5c55',
    colorTextDescription: '#56655e',
    colorTextPlaceholder: '#6b7972',
    colorBorder: '#c9d3ce',
    colorBorderSecondary: '#e2e8e5',
    borderRadius: 5,
    fontSize: 14,
    fontFamily:
      '-apple-system, "Segoe UI", Roboto, "Helvetica Neue", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
    motion: false,
  },
  components: {
    Segmented: { itemSelectedColor: '#0c5c46', itemSelectedBg: '#ffffff', trackBg: '#e8eeeb' },
    Breadcrumb: { fontSize: 13 },
  },
}
