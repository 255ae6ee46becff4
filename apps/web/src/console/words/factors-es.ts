import { formatsOf } from "../../ui/formats.ts";
import type { factorsEn } from "./factors-en.ts";

const f = formatsOf("es");

/** The same in Spanish. */
export const factorsEs: typeof factorsEn = {
  title: "Segundo factor",
  intro:
    "Después de la contraseña, Beckon pide un código que muestra una aplicación de su teléfono. Nadie entra solo con su contraseña.",
  off: "Sin configurar.",
  on: "Configurado: después de la contraseña se pide un código.",
  codesLeft: (count) =>
    f.plural(count, { one: "Queda # código de recuperación.", other: "Quedan # códigos de recuperación." }),
  setUp: "Configurar",
  turnOff: "Desactivar",
  turnOffText: "A partir de entonces bastará su contraseña para iniciar sesión. Hacen falta su contraseña y un código.",
  turnedOff: "El segundo factor está desactivado.",
  newCodes: "Nuevos códigos de recuperación",
  newCodesText: "Recibirá diez códigos nuevos. Los anteriores dejarán de valer.",
  makeCodes: "Crear códigos nuevos",
  next: "Continuar",
  password: "Su contraseña",
  wrongPassword: "La contraseña no es correcta.",
  scan: "Escanee esto con una aplicación de autenticación en su teléfono, como Aegis, 2FAS o la de su gestor de contraseñas.",
  qr: "Código QR para la aplicación de autenticación",
  byHand: "O escriba en ella esta clave:",
  copyKey: "Copiar la clave",
  firstCode: "Las seis cifras que muestra ahora",
  confirm: "Comprobar y activar",
  turnedOn: "El segundo factor está activado. Se ha cerrado la sesión en los navegadores donde solo usó la contraseña.",
  codesTitle: "Códigos de recuperación",
  codesText:
    "Cada uno le deja entrar una vez si no tiene el teléfono. Solo se muestran ahora: guárdelos donde los encuentre sin él.",
  copyCodes: "Copiar",
  saveCodes: "Descargar",
  printCodes: "Imprimir",
  fileName: "beckon-codigos-de-recuperacion.txt",
  kept: "Los he guardado",
  codeTitle: "Su código",
  codeText: "Abra su aplicación de autenticación y escriba las seis cifras que muestra para Beckon.",
  code: "Código de seis cifras",
  paperText: "Escriba uno de los códigos de recuperación que guardó. Cada uno vale una vez.",
  paper: "Código de recuperación",
  codeOrPaper: "Código, o un código de recuperación",
  usePaper: "Usar un código de recuperación",
  useApp: "Usar la aplicación de autenticación",
  wrongCode: "Este código no es correcto o ya se usó. Espere al siguiente e inténtelo de nuevo.",
  wrongPaper: "Este código de recuperación no es correcto o ya se usó.",
  again: "Ha tardado demasiado o ha habido demasiados intentos. Inicie sesión otra vez.",
  back: "Volver al inicio de sesión",
  lost: "¿No tiene a mano ni el teléfono ni un código? Un administrador puede restablecer su segundo factor.",
  ways: {
    password: "con contraseña",
    code: "con contraseña y código",
    recoveryCode: "con contraseña y código de recuperación",
    passkey: "con llave de acceso",
    company: "con el inicio de sesión de la empresa",
  },
};
